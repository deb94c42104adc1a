namespace AgentWire.Runtime.Values;

/// <summary>
/// Members in wire order, which are found by name. It is not changed after a <see cref="RawMembers"/> or <see cref="WireMap{T}"/>
/// refers to it.
/// </summary>
internal sealed class MemberTable<T>
{
    // An object usually has few such members, if any. Up to this number, names are compared one by one. A peer determines how
    // many there are, so for more names there is a table.
    private const int MaxCompared = 16;

    // An array, because writing goes over a span of it.
    private KeyValuePair<string, T>[] _members = [];
    private Dictionary<string, int>? _places;

    public int Count { get; private set; }

    public ArraySegment<KeyValuePair<string, T>> Members => new(_members, 0, Count);

    /// <summary>Adds a member. If its name occurs again, its first position and its last value are kept.</summary>
    public void Set(string name, T value)
    {
        KeyValuePair<string, T> member = new(name, value);
        int place = IndexOf(name);
        if (place >= 0)
        {
            _members[place] = member;
            return;
        }

        Append(member);
    }

    /// <summary>Adds a member whose name no other member has.</summary>
    public void Append(KeyValuePair<string, T> member)
    {
        if (Count == _members.Length)
        {
            Array.Resize(ref _members, Math.Max(2, 2 * Count));
        }

        _members[Count++] = member;
        if (_places is not null)
        {
            _places.Add(member.Key, Count - 1);
        }
        else if (Count > MaxCompared)
        {
            _places = Enumerable.Range(0, Count).ToDictionary(i => _members[i].Key, StringComparer.Ordinal);
        }
    }

    /// <summary>Adds a member, unless there is one with this name.</summary>
    public bool TryAdd(string name, T value)
    {
        if (IndexOf(name) >= 0)
        {
            return false;
        }

        Append(new(name, value));
        return true;
    }

    /// <summary>Creates a table of members.</summary>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    /// <exception cref="ArgumentNullException">A name is null.</exception>
    public static MemberTable<T> Of(IEnumerable<KeyValuePair<string, T>> members, string parameter)
    {
        MemberTable<T> table = new();
        foreach (KeyValuePair<string, T> member in members)
        {
            if (member.Key is null)
            {
                throw new ArgumentNullException(parameter, "A member's name is null.");
            }

            if (!table.TryAdd(member.Key, member.Value))
            {
                throw new ArgumentException("A member's name occurs twice.", parameter);
            }
        }

        return table;
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
