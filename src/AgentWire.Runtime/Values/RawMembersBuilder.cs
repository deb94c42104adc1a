namespace AgentWire.Runtime.Values;

/// <summary>Collects unknown members. If a name occurs again, its first position and its last value are kept.</summary>
internal sealed class RawMembersBuilder
{
    // A message usually has few unknown members, if any. Up to this number, a linear search is faster than a table.
    private const int MostWithoutTable = 8;

    private readonly List<KeyValuePair<string, RawJson>> _members = [];
    private Dictionary<string, int>? _places;

    public int Count => _members.Count;

    public void Add(string name, RawJson value)
    {
        KeyValuePair<string, RawJson> member = new(name, value);
        int place = PlaceOf(name);
        if (place >= 0)
        {
            _members[place] = member;
            return;
        }

        _places?.Add(name, _members.Count);
        _members.Add(member);
    }

    public RawMembers Build() => new([.. _members]);

    private int PlaceOf(string name)
    {
        if (_members.Count < MostWithoutTable)
        {
            return IndexOf(name);
        }

        _places ??= Enumerable.Range(0, _members.Count).ToDictionary(i => _members[i].Key, StringComparer.Ordinal);
        return _places.TryGetValue(name, out int place) ? place : -1;
    }

    private int IndexOf(string name)
    {
        for (int i = 0; i < _members.Count; i++)
        {
            if (string.Equals(_members[i].Key, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
