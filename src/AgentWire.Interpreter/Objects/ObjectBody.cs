using AgentWire.CompilerServices;
using AgentWire.Interpreter.Formats;
using AgentWire.Interpreter.Unions;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Objects;

/// <summary>Reads and writes the members of a type or variant.</summary>
internal sealed partial class ObjectBody
{
    private readonly Part _root;
    private readonly Fact[] _facts;
    private readonly Fact[] _mirrored;
    private readonly Fact? _map;
    private readonly AnyFormat _mapValue;
    private readonly AdjacentUnionFormat? _payload;
    private readonly bool _keepsUnknown;
    private readonly bool _isSorted;
    private readonly WireTags? _tags;

    // How the text of the object is sorted after it was written, or null if its members are written in order.
    private readonly MemberOrder? _sortsText;

    /// <param name="formats">The formats of the dialect.</param>
    /// <param name="layout">The content of the object.</param>
    /// <param name="isSorted">Whether the members are sorted when written.</param>
    /// <param name="tags">The tags whose member is one of these members, or null if there is none.</param>
    public ObjectBody(FormatTable formats, Layout layout, bool isSorted, WireTags? tags = null)
    {
        Dialect dialect = formats.Dialect;
        layout = dialect.Open(layout);
        HashSet<string> mirrored = [.. layout.Mirrors.Select(fact => fact.Path)];
        Dictionary<string, Fact> facts = [];
        foreach (Member member in layout.Members)
        {
            facts.Add(member.Path, new Fact(formats, member, facts.Count, mirrored.Contains(member.Path)));
        }

        _facts = [.. facts.Values];
        _mirrored = [.. _facts.Where(fact => fact.IsMirrored)];
        _root = new Part(formats, facts, isSorted ? layout.Sorted() : layout);
        _payload = _root.Places.OfType<AdjacentPlace>().FirstOrDefault()?.Union;
        if (layout.Map is { Type: MapRef map } others)
        {
            _map = facts[others.Path];
            _mapValue = new AnyFormat(formats.Of(map.Value));
        }

        _keepsUnknown = layout.KeepsUnknown;
        _isSorted = isSorted;
        _tags = tags;
        _sortsText =
            !isSorted ? null
            : dialect.KeepsNumberText ? MemberOrder.SortedNumberText
            : layout.Members.Any(member => dialect.HasDeclaredOrder(member.Type)) ? MemberOrder.Sorted
            : null;
    }

    /// <summary>Gets the names of the members without the tag.</summary>
    public WireNames Names => _root.Names;

    // The value of an adjacent union comes after those of the facts.
    private int PayloadIndex => _facts.Length;
}
