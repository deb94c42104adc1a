namespace AgentWire.Runtime.Values;

/// <summary>Collects unknown members: a name that comes again keeps its first place and its last value.</summary>
internal sealed class RawMembersBuilder
{
    private readonly List<KeyValuePair<string, RawJson>> _members = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public int Count => _members.Count;

    public void Add(string name, RawJson value)
    {
        KeyValuePair<string, RawJson> member = new(name, value);
        if (_places.TryGetValue(name, out int place))
        {
            _members[place] = member;
        }
        else
        {
            _places.Add(name, _members.Count);
            _members.Add(member);
        }
    }

    public RawMembers Build() => new([.. _members]);
}
