using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>
/// Contains the members of an object that the contract does not know: an immutable dictionary in wire order, with value
/// equality. The <c>default</c> value is the empty dictionary.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(RawMembersConverter))]
[SuppressMessage("Naming", "CA1710", Justification = "The name says what it holds, as RawJson and WireList do.")]
public readonly struct RawMembers : IReadOnlyDictionary<string, RawJson>, IEquatable<RawMembers>
{
    private static readonly MemberTable<RawJson> None = new();

    private readonly MemberTable<RawJson>? _table;

    internal RawMembers(MemberTable<RawJson> table) => _table = table.Count == 0 ? null : table;

    /// <summary>Gets the number of members.</summary>
    public int Count => Table.Count;

    /// <summary>Gets the names, in wire order.</summary>
    public IEnumerable<string> Keys => All.Select(member => member.Key);

    /// <summary>Gets the values, in wire order.</summary>
    public IEnumerable<RawJson> Values => All.Select(member => member.Value);

    internal bool IsEmpty => _table is null;

    private ArraySegment<KeyValuePair<string, RawJson>> All => Table.Members;

    private MemberTable<RawJson> Table => _table ?? None;

    /// <summary>Gets the value of the member with the given name.</summary>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public RawJson this[string name] =>
        TryGetValue(name, out RawJson value)
            ? value
            : throw new KeyNotFoundException($"There is no member {ValueText.Of(name)}.");

    /// <summary>Creates an instance from names and values, in their order.</summary>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    /// <exception cref="ArgumentNullException">The sequence or a name is null.</exception>
    public static RawMembers Create(IEnumerable<KeyValuePair<string, RawJson>> members) =>
        new(MemberTable<RawJson>.Of(members ?? throw new ArgumentNullException(nameof(members)), nameof(members)));

    /// <summary>Returns whether there is a member with the given name.</summary>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public bool ContainsKey(string name) => TryGetValue(name, out _);

    /// <summary>Finds a member by its exact name.</summary>
    /// <returns>True if there is such a member.</returns>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public bool TryGetValue(string name, out RawJson value)
    {
        int place = Table.IndexOf(name ?? throw new ArgumentNullException(nameof(name)));
        value = place < 0 ? default : AsSpan()[place].Value;
        return place >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, RawJson>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, RawJson>>)All).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns whether both have the same members in the same order.</summary>
    public bool Equals(RawMembers other)
    {
        ReadOnlySpan<KeyValuePair<string, RawJson>> left = AsSpan();
        ReadOnlySpan<KeyValuePair<string, RawJson>> right = other.AsSpan();
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (
                !string.Equals(left[i].Key, right[i].Key, StringComparison.Ordinal)
                || !left[i].Value.Equals(right[i].Value)
            )
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RawMembers other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        SeededHash hash = default;
        foreach (KeyValuePair<string, RawJson> member in AsSpan())
        {
            hash.Add(member.Key);
            hash.Add(member.Value);
        }

        return hash.Value;
    }

    /// <summary>Returns text for people: the first members as in a JSON object, with long values cut, and the number of other members.</summary>
    public override string ToString() => ValueText.Of(this);

    /// <summary>Returns whether both have the same members in the same order.</summary>
    public static bool operator ==(RawMembers left, RawMembers right) => left.Equals(right);

    /// <summary>Returns whether the members differ.</summary>
    public static bool operator !=(RawMembers left, RawMembers right) => !left.Equals(right);

    internal ReadOnlySpan<KeyValuePair<string, RawJson>> AsSpan() => Table.Members;
}
