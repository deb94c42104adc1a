namespace AgentWire.Runtime.Values;

/// <summary>The members of a <see cref="RawMembers"/> that is not empty.</summary>
internal sealed class RawMemberTable(KeyValuePair<string, RawJson>[] members)
{
    public static readonly RawMemberTable Empty = new([]);

    // Up to this number, names are compared one by one. A peer determines how many there are, so for more names there is a table.
    private const int MaxCompared = 16;

    // Created when it is first needed. If two threads create it, both create the same.
    private Dictionary<string, int>? _places;

    public KeyValuePair<string, RawJson>[] Members => members;

    /// <summary>Returns the index of the member with the given name, or -1 if there is none.</summary>
    public int IndexOf(string name)
    {
        if (members.Length > MaxCompared)
        {
            _places ??= Places();
            return _places.TryGetValue(name, out int place) ? place : -1;
        }

        // Not Array.FindIndex, whose predicate would be allocated for each lookup.
        for (int i = 0; i < members.Length; i++)
        {
            if (string.Equals(members[i].Key, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private Dictionary<string, int> Places()
    {
        Dictionary<string, int> places = new(members.Length, StringComparer.Ordinal);
        for (int i = 0; i < members.Length; i++)
        {
            places.Add(members[i].Key, i);
        }

        return places;
    }
}
