using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>An immutable list with value equality. The <c>default</c> value is the empty list. A collection expression creates a list.</summary>
/// <example>
/// <code>
/// WireList&lt;string&gt; names = ["a", "b"];
/// bool same = names == ["a", "b"]; // true
/// </code>
/// </example>
/// <typeparam name="T">The type of the elements.</typeparam>
[CollectionBuilder(typeof(WireList), nameof(WireList.Create))]
[JsonConverter(typeof(WireListConverter))]
public readonly struct WireList<T> : IReadOnlyList<T>, IEquatable<WireList<T>>, IWireList
{
    private readonly T[]? _items;

    internal WireList(T[] items) => _items = items;

    /// <summary>Gets the number of elements.</summary>
    public int Count => _items?.Length ?? 0;

    /// <summary>Gets the element at an index from 0 to <see cref="Count"/> - 1.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is outside that range.</exception>
    public T this[int index] => AsSpan()[index];

    /// <summary>Returns the elements without copying them.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <summary>Returns an enumerator that does not allocate.</summary>
    public Enumerator GetEnumerator() => new(_items ?? []);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    TResult IWireList.Accept<TResult>(IElementVisitor<TResult> visitor) => visitor.Visit<T>();

    /// <summary>Returns true if both contain equal elements in the same order.</summary>
    public bool Equals(WireList<T> other)
    {
        ReadOnlySpan<T> left = AsSpan();
        ReadOnlySpan<T> right = other.AsSpan();
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is WireList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        SeededHash hash = default;
        hash.Add(Count);
        foreach (T item in AsSpan())
        {
            hash.Add(item);
        }

        return hash.Value;
    }

    /// <summary>Returns the first elements, with text quoted and cut, and the number of elements that follow.</summary>
    public override string ToString() => ValueText.Of(this);

    /// <summary>Returns true if both contain equal elements in the same order.</summary>
    public static bool operator ==(WireList<T> left, WireList<T> right) => left.Equals(right);

    /// <summary>Returns true if the lists differ.</summary>
    public static bool operator !=(WireList<T> left, WireList<T> right) => !left.Equals(right);

    /// <summary>Enumerates a <see cref="WireList{T}"/>.</summary>
    public struct Enumerator
    {
        private readonly T[] _items;
        private int _index;

        internal Enumerator(T[] items)
        {
            _items = items;
            _index = -1;
        }

        /// <summary>Gets the current element.</summary>
        public readonly T Current => _items[_index];

        /// <summary>Moves to the next element. Returns false at the end.</summary>
        public bool MoveNext() => ++_index < _items.Length;
    }
}

/// <summary>Creates instances of <see cref="WireList{T}"/>.</summary>
public static class WireList
{
    /// <summary>Creates a list with copies of the given elements.</summary>
    public static WireList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? default : new(items.ToArray());

    /// <summary>Creates a list from the elements of a sequence.</summary>
    /// <exception cref="ArgumentNullException">The sequence is null.</exception>
    public static WireList<T> ToWireList<T>(this IEnumerable<T> items)
    {
        T[] copy = items.ToArray();
        return copy.Length == 0 ? default : new(copy);
    }
}
