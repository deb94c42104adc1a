namespace AgentWire.Runtime.Values;

/// <summary>What a <see cref="RawMembers"/> that is not empty holds.</summary>
internal sealed class RawMemberTable(KeyValuePair<string, RawJson>[] members)
{
    public static readonly RawMemberTable Empty = new([]);

    // As many names are compared one by one; a peer chooses how many there are, so that more are looked up.
    private const int MaxCompared = 16;

    // Made when it is first needed. Where two threads make it, the two are alike.
    private Dictionary<string, int>? _places;

    public KeyValuePair<string, RawJson>[] Members => members;

    /// <summary>Where the member of an exact name is; -1 where there is none.</summary>
    public int IndexOf(string name)
    {
        if (members.Length > MaxCompared)
        {
            _places ??= Places();
            return _places.TryGetValue(name, out int place) ? place : -1;
        }

        return Array.FindIndex(members, member => string.Equals(member.Key, name, StringComparison.Ordinal));
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
