namespace AgentWire.Runtime.Values;

/// <summary>Members in wire order, which are found by name. It is not changed after a <see cref="RawMembers"/> refers to it.</summary>
internal sealed class RawMemberTable
{
    // A message usually has few unknown members, if any. Up to this number, names are compared one by one. A peer determines how
    // many there are, so for more names there is a table.
    private const int MaxCompared = 16;

    // An array, because writing goes over a span of it.
    private KeyValuePair<string, RawJson>[] _members = [];
    private Dictionary<string, int>? _places;

    public int Count { get; private set; }

    public ArraySegment<KeyValuePair<string, RawJson>> Members => new(_members, 0, Count);

    /// <summary>Adds a member. If its name occurs again, its first position and its last value are kept.</summary>
    public void Set(string name, RawJson value)
    {
        KeyValuePair<string, RawJson> member = new(name, value);
        int place = IndexOf(name);
        if (place >= 0)
        {
            _members[place] = member;
            return;
        }

        if (Count == _members.Length)
        {
            Array.Resize(ref _members, Math.Max(2, 2 * Count));
        }

        _members[Count++] = member;
        if (_places is not null)
        {
            _places.Add(name, Count - 1);
        }
        else if (Count > MaxCompared)
        {
            _places = Enumerable.Range(0, Count).ToDictionary(i => _members[i].Key, StringComparer.Ordinal);
        }
    }

    /// <summary>Returns the index of the member with the given name, or -1 if there is none.</summary>
    public int IndexOf(string name)
    {
        if (_places is not null)
        {
            return _places.TryGetValue(name, out int place) ? place : -1;
        }

        // Not Array.FindIndex, whose predicate would be allocated for each lookup.
        for (int i = 0; i < Count; i++)
        {
            if (string.Equals(_members[i].Key, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
