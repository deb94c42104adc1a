using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>The C# of an object's members: its properties, and the code that reads and writes them.</summary>
internal sealed class BodyCode
{
    private readonly Dictionary<string, MemberCode> _members;
    private readonly BodyPart _root;
    private readonly ValueCodes _values;
    private readonly bool _isSorted;
    private readonly bool _holdsUnsorted;

    /// <param name="layout">What stands in the object.</param>
    /// <param name="values">Finds the C# of types.</param>
    /// <param name="name">What methods and fields are called after; empty for a type's own body.</param>
    /// <param name="isSorted">Whether the members are sorted when written.</param>
    /// <param name="shared">What it may have in common with other bodies.</param>
    public BodyCode(
        Layout layout,
        ValueCodes values,
        string name = "",
        bool isSorted = false,
        SharedCode? shared = null
    )
    {
        _values = values;
        _isSorted = isSorted;
        layout = AdjacentSlot.Open(layout, values);
        _root = new BodyPart(name, [], _isSorted ? layout.Sorted() : layout, shared ?? new SharedCode());
        HashSet<string> mirrored = [.. layout.Mirrors.Select(member => member.Path)];
        _members = layout.Members.ToDictionary(
            member => member.Path,
            member => new MemberCode(
                member,
                values.Of(member.Type),
                mirrored.Contains(member.Path) ? values.MirrorOf(member.Type) : null,
                values.Hiding(member.Name)
            )
        );
        Share();
        _holdsUnsorted = layout.Members.Any(member => values.HasDeclaredOrder(member.Type));
    }

    /// <summary>The field that holds the members' names, or an empty set.</summary>
    public string NamesField => _root.NamesField;

    /// <summary>Whether it has names that no other body before it has.</summary>
    public bool HasOwnNames => OwnTables.Any();

    public bool HasMembers => _root.Slots.Count > 0;

    private IEnumerable<BodyPart> OwnTables => _root.All.Where(part => part.NamesField == part.OwnNamesField);

    public void WriteProperties(CodeWriter code)
    {
        foreach (MemberCode member in _members.Values)
        {
            member.WriteProperty(code);
            code.Line();
        }

        foreach (AdjacentSlot tag in _root.Slots.OfType<AdjacentSlot>().Where(slot => slot.IsTag))
        {
            tag.WriteProperty(code, _values);
            code.Line();
        }

        code.Doc(
            "summary",
            $"Gets the unknown members. Null unless read with <see cref=\"UnknownMemberHandling.Preserve\"/>.{InsideEnvelopes}"
        );
        code.Line("public RawMembers? Extra { get; init; }");
        if (_members.Values.Any(member => member.IsNumber))
        {
            IEnumerable<string> tags = _root.Slots.OfType<AdjacentSlot>().Take(1).Select(_ => AdjacentSlot.Property);
            code.Line();
            HashCodeMethod.Write(code, [.. _members.Values.Select(member => member.Property), .. tags, "Extra"]);
        }
    }

    private string InsideEnvelopes =>
        _root.Envelopes.Any()
            ? $" Unknown members inside {string.Join(" and ", _root.Envelopes.Select(envelope => $"<c>{envelope.Path[^1]}</c>"))} are in an object of the same name."
            : "";

    public void WriteNames(CodeWriter code)
    {
        foreach (BodyPart part in OwnTables)
        {
            code.Call(
                $"private static readonly WireNames {part.OwnNamesField} = new",
                [.. part.Slots.Select(slot => CSharpText.Literal(slot.WireName))],
                ";"
            );
        }
    }

    /// <summary>From the first member to the finished value.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="type">The type to make.</param>
    /// <param name="begin">The statement before the first member, if any.</param>
    /// <param name="isAttempt">Whether other shapes are tried after this.</param>
    public void WriteRead(CodeWriter code, string type, string? begin, bool isAttempt = false) =>
        new BodyReader(code, _members).Write(_root, type, begin, isAttempt);

    /// <summary>The methods that read the envelopes, each after an empty line.</summary>
    public void WriteReadEnvelopes(CodeWriter code)
    {
        foreach (BodyPart envelope in _root.All.Skip(1).Where(part => part.Shared.ReaderOf(part) == part.Name))
        {
            code.Line();
            new BodyReader(code, _members).WriteEnvelope(envelope, envelope.Name);
        }
    }

    // Names before methods, which use them, and inner envelopes before those around them.
    private void Share()
    {
        foreach (BodyPart part in _root.All.Where(part => part.Slots.Count > 0))
        {
            part.Shared.TableOf(part);
        }

        foreach (BodyPart envelope in _root.All.Skip(1).Reverse())
        {
            CodeWriter method = new();
            new BodyReader(method, _members).WriteEnvelope(envelope, name: "");
            envelope.Shared.AddReader(envelope, method.ToString());
        }
    }

    /// <summary>From the opening brace to the closing one.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="name">The JSON before the opening brace, if any.</param>
    /// <param name="tags">The field of the tags whose member stands among these; null where none does.</param>
    public void WriteWrite(CodeWriter code, string name = "", string? tags = null)
    {
        BodyWriter writer = new(code, _members);
        if (_isSorted)
        {
            writer.WriteSorted(_root, name, tags, _holdsUnsorted);
        }
        else
        {
            writer.Write(_root, name, tags);
        }
    }
}
