using System.Collections;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>Members that the contract does not know, in wire order, each name once. Immutable, with value equality.</summary>
[JsonConverter(typeof(RawMembersConverter))]
public sealed class RawMembers : IReadOnlyList<KeyValuePair<string, RawJson>>, IEquatable<RawMembers>
{
    private readonly KeyValuePair<string, RawJson>[] _members;

    internal RawMembers(KeyValuePair<string, RawJson>[] members) => _members = members;

    /// <summary>How many members there are; at least one.</summary>
    public int Count => _members.Length;

    /// <summary>The member at an index from 0 to <see cref="Count"/> - 1.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is outside that range.</exception>
    public KeyValuePair<string, RawJson> this[int index] => _members[index];

    /// <summary>Members from names and values, in that order; null where there are none.</summary>
    /// <exception cref="ArgumentException">A name stands twice.</exception>
    /// <exception cref="ArgumentNullException">The sequence or a name is null.</exception>
    public static RawMembers? Create(IEnumerable<KeyValuePair<string, RawJson>> members)
    {
        KeyValuePair<string, RawJson>[] copy = members.ToArray();
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, RawJson> member in copy)
        {
            if (member.Key is null)
            {
                throw new ArgumentNullException(nameof(members), "A member's name is null.");
            }

            if (!names.Add(member.Key))
            {
                throw new ArgumentException("A member's name stands twice.", nameof(members));
            }
        }

        return copy.Length == 0 ? null : new(copy);
    }

    /// <summary>Finds a member by its exact name.</summary>
    public bool TryGetValue(string name, out RawJson value)
    {
        foreach (KeyValuePair<string, RawJson> member in _members)
        {
            if (string.Equals(member.Key, name, StringComparison.Ordinal))
            {
                value = member.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, RawJson>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, RawJson>>)_members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>True when both hold the same members in the same order.</summary>
    public bool Equals(RawMembers? other)
    {
        if (other is null || other.Count != Count)
        {
            return false;
        }

        for (int i = 0; i < _members.Length; i++)
        {
            if (
                !string.Equals(_members[i].Key, other._members[i].Key, StringComparison.Ordinal)
                || !_members[i].Value.Equals(other._members[i].Value)
            )
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RawMembers);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        SeededHash hash = default;
        foreach (KeyValuePair<string, RawJson> member in _members)
        {
            hash.Add(member.Key);
            hash.Add(member.Value);
        }

        return hash.Value;
    }

    /// <summary>The first members as they stand in an object, long values cut, and how many more there are.</summary>
    public override string ToString() => ValueText.Of(this);
}
