using System.Collections;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>
/// Contains the members of an object that the contract does not know, in wire order. Each name occurs once. Instances are
/// immutable and have value equality.
/// </summary>
[JsonConverter(typeof(RawMembersConverter))]
public sealed class RawMembers : IReadOnlyList<KeyValuePair<string, RawJson>>, IEquatable<RawMembers>
{
    private readonly KeyValuePair<string, RawJson>[] _members;

    internal RawMembers(KeyValuePair<string, RawJson>[] members) => _members = members;

    /// <summary>Gets the number of members, which is at least one.</summary>
    public int Count => _members.Length;

    /// <summary>Gets the member at an index from 0 to <see cref="Count"/> - 1.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is outside that range.</exception>
    public KeyValuePair<string, RawJson> this[int index] => _members[index];

    /// <summary>Creates an instance from names and values, in their order.</summary>
    /// <returns>The members, or null if the sequence is empty.</returns>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
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
                throw new ArgumentException("A member's name occurs twice.", nameof(members));
            }
        }

        return copy.Length == 0 ? null : new(copy);
    }

    /// <summary>Finds a member by its exact name.</summary>
    /// <returns>True if there is such a member.</returns>
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

    /// <summary>Returns whether both have the same members in the same order.</summary>
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

    /// <summary>Returns text for people: the first members as in a JSON object, with long values cut, and the number of other members.</summary>
    public override string ToString() => ValueText.Of(this);
}
