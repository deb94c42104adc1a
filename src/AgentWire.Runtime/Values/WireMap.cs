using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>
/// An immutable dictionary in wire order, with value equality: a JSON object with any names, whose values have one type. The
/// <c>default</c> value is the empty map. A collection expression creates a map.
/// </summary>
/// <example>
/// <code>
/// WireMap&lt;int&gt; counts = [new("red", 1), new("green", 2)];
/// int red = counts["red"]; // 1
/// </code>
/// </example>
/// <typeparam name="T">The type of the values.</typeparam>
[CollectionBuilder(typeof(WireMap), nameof(WireMap.Create))]
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(WireMapConverter))]
[SuppressMessage("Naming", "CA1710", Justification = "The name says what it is on the wire, as WireList does.")]
public readonly struct WireMap<T> : IReadOnlyDictionary<string, T>, IEquatable<WireMap<T>>, IWireMap
{
    private static readonly MemberTable<T> None = new();

    private readonly MemberTable<T>? _table;

    internal WireMap(MemberTable<T> table) => _table = table.Count == 0 ? null : table;

    /// <summary>Gets the number of entries.</summary>
    public int Count => Table.Count;

    /// <summary>Gets the names, in wire order.</summary>
    public IEnumerable<string> Keys => All.Select(entry => entry.Key);

    /// <summary>Gets the values, in wire order.</summary>
    public IEnumerable<T> Values => All.Select(entry => entry.Value);

    IEnumerable<KeyValuePair<string, object?>> IWireMap.Entries =>
        All.Select(entry => new KeyValuePair<string, object?>(entry.Key, entry.Value));

    private ArraySegment<KeyValuePair<string, T>> All => Table.Members;

    private MemberTable<T> Table => _table ?? None;

    /// <summary>Gets the value with the given name.</summary>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    public T this[string name] =>
        TryGetValue(name, out T? value)
            ? value
            : throw new KeyNotFoundException($"There is no entry {ValueText.Of(name)}.");

    /// <summary>Returns the entries in wire order without copying them.</summary>
    public ReadOnlySpan<KeyValuePair<string, T>> AsSpan() => Table.Members;

    /// <summary>Returns whether there is an entry with the given name.</summary>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public bool ContainsKey(string name) => TryGetValue(name, out _);

    // The interface of .NET Standard says nothing about null.
#pragma warning disable CS8767
    /// <summary>Finds a value by its exact name.</summary>
    /// <returns>True if there is such an entry.</returns>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public bool TryGetValue(string name, [MaybeNullWhen(false)] out T value)
#pragma warning restore CS8767
    {
        int place = Table.IndexOf(name ?? throw new ArgumentNullException(nameof(name)));
        value = place < 0 ? default : AsSpan()[place].Value;
        return place >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, T>>)All).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    TResult IWireMap.Accept<TResult>(IElementVisitor<TResult> visitor) => visitor.Visit<T>();

    /// <summary>Returns whether both have equal entries in the same order.</summary>
    public bool Equals(WireMap<T> other)
    {
        ReadOnlySpan<KeyValuePair<string, T>> left = AsSpan();
        ReadOnlySpan<KeyValuePair<string, T>> right = other.AsSpan();
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (
                !string.Equals(left[i].Key, right[i].Key, StringComparison.Ordinal)
                || !EqualityComparer<T>.Default.Equals(left[i].Value, right[i].Value)
            )
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is WireMap<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        SeededHash hash = default;
        foreach (KeyValuePair<string, T> entry in AsSpan())
        {
            hash.Add(entry.Key);
            hash.Add(entry.Value);
        }

        return hash.Value;
    }

    /// <summary>Returns text for people: the first entries as in a JSON object, with text quoted and cut, and the number of entries that follow.</summary>
    public override string ToString() => ValueText.Of(this);

    /// <summary>Returns whether both have equal entries in the same order.</summary>
    public static bool operator ==(WireMap<T> left, WireMap<T> right) => left.Equals(right);

    /// <summary>Returns whether the maps differ.</summary>
    public static bool operator !=(WireMap<T> left, WireMap<T> right) => !left.Equals(right);
}

/// <summary>Creates instances of <see cref="WireMap{T}"/>.</summary>
public static class WireMap
{
    /// <summary>Creates a map with copies of the given entries, in their order.</summary>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    /// <exception cref="ArgumentNullException">A name is null.</exception>
    public static WireMap<T> Create<T>(ReadOnlySpan<KeyValuePair<string, T>> entries) =>
        new(MemberTable<T>.Of(entries.ToArray(), nameof(entries)));

    /// <summary>Creates a map from the entries of a sequence, such as a dictionary, in their order.</summary>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    /// <exception cref="ArgumentNullException">The sequence or a name is null.</exception>
    public static WireMap<T> ToWireMap<T>(this IEnumerable<KeyValuePair<string, T>> entries) =>
        new(MemberTable<T>.Of(entries ?? throw new ArgumentNullException(nameof(entries)), nameof(entries)));
}
