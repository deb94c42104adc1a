using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the C# of an object's members: its properties, and the code that reads and writes them.</summary>
internal sealed class BodyCode
{
    private readonly Dictionary<string, MemberCode> _members;
    private readonly BodyPlan _body;
    private readonly ValueCodes _values;

    public BodyCode(BodyPlan body, ValueCodes values)
    {
        _body = body;
        _values = values;
        _members = body.Members.ToDictionary(
            member => member.Path,
            member =>
            {
                string property = body.Plan.NameOf(member, body.Owner);
                return new MemberCode(
                    member,
                    property,
                    body.Plan.LocalOf(member, body.Owner),
                    values.Of(member),
                    body.IsMirrored(member) ? values.MirrorOf(member.Type) : null,
                    values.Hiding(property),
                    VersionCode.Knows(member.Versions, body.Plan.Dialect)
                );
            }
        );
    }

    /// <summary>Gets the field that contains the names of the members, or an empty set.</summary>
    public string NamesField => Root.NamesField;

    /// <summary>Gets whether it has names that no previous body has.</summary>
    public bool HasOwnNames => OwnTables.Any();

    public bool HasMembers => Root.Slots.Count > 0;

    private BodyPart Root => _body.Root;

    private IEnumerable<BodyPart> OwnTables => Root.All.Where(part => part.NamesField == part.OwnNamesField);

    /// <summary>Writes the properties, and the methods that belong to them.</summary>
    /// <param name="code">The writer of the file.</param>
    /// <param name="isVariant">Whether the record is the variant of a union.</param>
    public void WriteProperties(CodeWriter code, bool isVariant)
    {
        MemberCode[] members = [.. _members.Values.Where(member => !member.IsFixed)];
        foreach (MemberCode member in members)
        {
            member.WriteProperty(code);
            code.Line();
        }

        foreach (AdjacentSlot tag in Root.Slots.OfType<AdjacentSlot>().Where(slot => slot.IsTag))
        {
            AdjacentCode.WriteProperty(code, tag, _values);
            code.Line();
        }

        IEnumerable<string> added = Root.Slots.OfType<AdjacentSlot>().Take(1).Select(_ => AddedNames.Payload);
        if (Root.Layout.Map is null)
        {
            string kept = _body.KeepsUnknown
                ? "Gets the unknown members, which this type always keeps."
                : "Gets the unknown members. Empty unless read with <see cref=\"UnknownMemberHandling.Preserve\"/>.";
            code.Doc("summary", kept + InsideEnvelopes);
            code.Line($"public {_values.Hiding(AddedNames.Extra)}RawMembers {AddedNames.Extra} {{ get; init; }}");
            code.Line();
            added = added.Append(AddedNames.Extra);
        }

        string[] properties = [.. members.Select(member => member.Property), .. added];
        if (members.Any(member => member.IsNumber))
        {
            HashCodeMethod.Write(code, properties);
            code.Line();
        }

        PrintMembersMethod.Write(code, isVariant, properties);
    }

    private string InsideEnvelopes =>
        Root.Envelopes.Any()
            ? $" Unknown members inside {string.Join(" and ", Root.Envelopes.Select(envelope => $"<c>{envelope.Path[^1]}</c>"))} are in an object of the same name."
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

    /// <summary>Writes the code from the first member to the finished value.</summary>
    /// <param name="code">The writer of the file.</param>
    /// <param name="type">The type to create.</param>
    /// <param name="begin">The statement before the first member, if any.</param>
    /// <param name="isAttempt">Whether other shapes are tried after this one.</param>
    public void WriteRead(CodeWriter code, string type, string? begin, bool isAttempt = false) =>
        new BodyReader(code, _members, _values).Write(Root, type, begin, isAttempt);

    /// <summary>Writes the methods that read the envelopes, each after an empty line.</summary>
    public void WriteReadEnvelopes(CodeWriter code)
    {
        foreach (BodyPart envelope in Root.All.Skip(1).Where(part => part.Reader == part.Name))
        {
            code.Line();
            new BodyReader(code, _members, _values).WriteEnvelope(envelope, envelope.Name);
        }
    }

    /// <summary>Writes the code from the opening brace to the closing brace.</summary>
    /// <param name="code">The writer of the file.</param>
    /// <param name="name">The JSON before the opening brace, if any.</param>
    /// <param name="tags">The field of the tags whose member is one of these members, or null if there is none.</param>
    public void WriteWrite(CodeWriter code, string name = "", string? tags = null)
    {
        BodyWriter writer = new(code, _members, _values);
        if (_body.IsSorted)
        {
            // Sorting must not rewrite numbers that opaque values keep.
            string? form = _body.Plan.Dialect.KeepsNumberText ? "MemberOrder.SortedNumberText" : null;
            writer.WriteSorted(Root, name, tags, _body.HoldsUnsorted, form);
        }
        else
        {
            writer.Write(Root, name, tags);
        }
    }
}
