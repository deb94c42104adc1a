using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>The facts of an object. An envelope or a repetition does not add a fact.</summary>
internal sealed class Facts(HashSet<string> mirrored, bool keepsUnknown)
{
    private readonly Dictionary<string, List<JsonMember>> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Json> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public IReadOnlyList<JsonMember> Event { get; set; } = [];

    /// <summary>Gets the members without a place of their own.</summary>
    public List<JsonMember> Entries { get; } = [];

    public bool KeepsUnknown => keepsUnknown;

    public List<JsonMember> KeptIn(string path) => _kept.GetValueOrDefault(path) ?? [];

    /// <summary>Keeps an unknown member of the object or of an envelope in it. If it occurs again, the last value counts.</summary>
    public void Keep(string path, JsonMember member)
    {
        List<JsonMember> kept = _kept.TryGetValue(path, out List<JsonMember>? found) ? found : _kept[path] = [];
        int place = kept.FindIndex(each => each.Name == member.Name);
        if (place < 0)
        {
            kept.Add(member);
        }
        else
        {
            kept[place] = member;
        }
    }

    /// <summary>Adds a fact. Returns false if another place has a different value.</summary>
    public bool Add(Member fact, Json value)
    {
        _places[fact.Path] = _places.GetValueOrDefault(fact.Path) + 1;
        return _values.TryAdd(fact.Path, value) || _values[fact.Path].ToString() == value.ToString();
    }

    public Json? Written(Member fact) =>
        !_values.TryGetValue(fact.Path, out Json? value)
            ? fact.Presence == Presence.Nullable
                ? Json.Null
                : fact.EmptyWhenAbsent
                    ? new Json.List([])
                    : null
            : fact.OmitWhenEmpty && value is Json.List { Items: [] } or Json.Object { Members: [] }
                ? null
                : value;

    /// <summary>Returns whether a place must be present, given the facts in other places.</summary>
    public bool Needs(Slot slot) =>
        slot switch
        {
            MemberSlot { Member: var fact } => !_values.ContainsKey(fact.Path)
                && (fact.Presence == Presence.Required || fact.IsStrict),
            EnvelopeSlot envelope => envelope.IsRequired
                && envelope.Layout.Slots.Any(inner => inner is not MirrorSlot && Needs(inner)),
            _ => false,
        };

    public bool LackCopies(Layout layout) =>
        mirrored.Any(path => _places.TryGetValue(path, out int count) && count < PlacesOf(layout, path));

    private static int PlacesOf(Layout layout, string path) =>
        layout.Slots.Sum(slot =>
            slot switch
            {
                MemberSlot own => own.Member.Path == path ? 1 : 0,
                MirrorSlot mirror => mirror.Of.Path == path ? 1 : 0,
                EnvelopeSlot envelope => PlacesOf(envelope.Layout, path),
                _ => 0,
            }
        );
}
