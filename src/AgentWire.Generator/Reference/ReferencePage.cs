using AgentWire.Generator.Plan;
using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Reference;

/// <summary>Writes the reference page of a dialect: its types with their tags, members, descriptions and examples, and its differences from upstream.</summary>
internal sealed class ReferencePage
{
    public const string FileName = "REFERENCE.md";

    private const string Differences = "Differences";

    private readonly DialectPlan _plan;
    private readonly Dialect _dialect;
    private readonly MarkdownWriter _page = new();

    private ReferencePage(Dialect dialect, string command)
    {
        _plan = new DialectPlan(dialect, command);
        _dialect = dialect;
    }

    public static OutputFile Write(Dialect dialect, string command)
    {
        ReferencePage page = new(dialect, command);
        page.WriteHead();
        foreach (NamedType type in dialect.Types)
        {
            page.Write(type);
        }

        page.WriteConstructors();
        page.WriteDifferences();
        return new OutputFile($"{dialect.Name}/{FileName}", page._page.ToString());
    }

    private void WriteHead()
    {
        _page.Line($"# {_dialect.Title}: reference");
        _page.Line(
            $"<!-- Generated from {_dialect.Folder}. Edit the schemas or the manifest, then run {_plan.Command}. -->"
        );
        _page.Line(_dialect.Description);
        _page.Line(
            $"Contract version {_dialect.Version}.{WireText.Of(_dialect.Upstream)} C#: namespace `{_plan.Namespace}`, codecs in `{_plan.Prefix}Wire`."
        );
        if (_dialect.Notes.Count > 0)
        {
            _page.Line(string.Join('\n', _dialect.Notes.Select(note => $"- {note}")));
        }

        _page.Table("side", "type");
        foreach (Root root in _dialect.Roots)
        {
            string side = root.Side == Side.Server ? "server to client" : "client to server";
            _page.Row(root.Name is { } name ? $"{side}: {name}" : side, WireText.Link(root.Type));
        }

        WriteEvents();
        IEnumerable<string> sections = _dialect.Types.Select(type => WireText.Link(type.Name));
        if (_dialect.Differences.Count > 0)
        {
            sections = sections.Append(WireText.Link(Differences));
        }

        _page.Line($"Contents: {string.Join(" · ", sections)}");
    }

    private void WriteEvents()
    {
        if (_dialect.ServerSentEvents is not { } events)
        {
            return;
        }

        string names = string.Join(", ", events.WithoutMessage.Select(name => $"`{name}`"));
        string keepAlive = events.KeepAlive is { } sent
            ? $"`event: {sent.Event}` with `data: {sent.Data}`"
            : "a comment";
        string[] sentences =
        [
            names.Length == 0
                ? ""
                : $"Server-sent events with these names carry no message. A reader drops them, whatever their data is: {names}. ",
            $"To keep a connection alive, a server sends {keepAlive}.",
            events.HasIds ? "" : " Server-sent events have no ids: a stream that was cut off cannot be continued.",
        ];
        _page.Line(string.Concat(sentences));
    }

    private void WriteConstructors()
    {
        if (_dialect.Constructors.Count == 0)
        {
            return;
        }

        _page.Line("## Constructors");
        _page.Line("The functions of the published page that create a message, and the equivalent C# methods.");
        _page.Table("constructor", "parameters", "creates", "C#");
        foreach (Constructor constructor in _dialect.Constructors)
        {
            _page.Row(
                $"`{constructor.Name}`",
                string.Join(", ", constructor.Parameters.Select(parameter => $"`{parameter}`")),
                WireText.Link(constructor.Union, constructor.Makes),
                $"`{constructor.CSharp}`"
            );
        }
    }

    private void WriteDifferences()
    {
        if (_dialect.Differences.Count == 0)
        {
            return;
        }

        _page.Line($"## {Differences}");
        _page.Line(
            $"The intentional differences between this contract and {_dialect.Upstream?.Name}, and the vectors that show them."
        );
        foreach (Difference difference in _dialect.Differences)
        {
            _page.Line($"### {difference.Id}");
            string vectors =
                difference.Vectors.Count == 0
                    ? "none, because it affects only writing"
                    : string.Join(", ", difference.Vectors.Select(vector => $"`{vector}`"));
            _page.Line(
                $"- Upstream: {difference.UpstreamDoes}\n- The contract: {difference.ContractDoes}\n- Why: {difference.Reason}\n- Vectors: {vectors}"
            );
        }
    }

    private void Write(NamedType type)
    {
        _page.Line($"## {type.Name}");
        _page.Line(type.Description);
        string? upstream = UpstreamText.Of(type.UpstreamName is { } name ? $"`{name}`" : null, type.HasUpstreamBytes);
        string order = type.IsSorted ? " Its members are sorted when written." : "";
        string kept = type is ObjectType { Layout.KeepsUnknown: true } ? " It keeps unknown members." : "";
        _page.Line(
            string.Join(
                ' ',
                new[] { upstream, $"{WireText.Form(type)}{order}{kept}{VersionText.After(type.Versions)}" }.Where(
                    part => part is not null
                )
            )
        );
        switch (type)
        {
            case ObjectType record:
                _page.Table("member", "wire type", "presence", "C#", "description");
                Write(
                    record.Layout,
                    record.Name,
                    row => _page.Row([row.Place, row.Type, row.Presence, row.CSharp, row.Meaning])
                );
                break;
            case UnionType union:
                _page.Table(WithUpstream("tag", "member", "wire type", "presence", "C#", "upstream", "description"));
                foreach (Variant variant in union.Variants)
                {
                    Write(union, variant);
                }

                break;
            case StringSet set:
                _page.Table("value", "C#", "description");
                foreach (StringSetValue value in set.Values)
                {
                    _page.Row(
                        $"`{value.Text}`",
                        $"`{value.Name}`",
                        value.Description + VersionText.After(value.Versions)
                    );
                }

                break;
        }

        WriteExamples(type);
    }

    private void WriteExamples(NamedType type)
    {
        string[] examples =
        [
            .. TypeCases.Of(_dialect, type).Where(example => example.IsFull).Select(example => $"{example.Input}"),
        ];
        if (examples.Length > 0)
        {
            _page.Line(
                $"An example of each form with all optional members, from the [vectors]({VectorFiles.PathOf(type)}):"
            );
            _page.Line($"```json\n{string.Join('\n', examples)}\n```");
        }
    }

    private void Write(UnionType union, Variant variant)
    {
        string tag =
            variant.Tag is { } text ? $"`{text}`"
            : variant.IsFallback ? "any other"
            : "";
        string name = $"`{union.Name}.{variant.Name}`";
        string upstream = variant.UpstreamName is { } path
            ? $"`{path[(path.LastIndexOf("::", StringComparison.Ordinal) + 2)..]}`"
            : "";
        string note =
            variant.HasUpstreamBytes ? upstream
            : upstream.Length == 0 ? "never sent"
            : $"{upstream}, never sent";
        string description = variant.Description + VersionText.After(variant.Versions);
        switch (variant.Payload)
        {
            case Payload.Value payload:
                _page.Row(
                    WithUpstream(
                        tag,
                        "",
                        WireText.Of(payload.Type),
                        "required",
                        $"{name}, `{AddedNames.Value}`",
                        note,
                        description
                    )
                );
                break;
            case Payload.Members members:
                string kept = members.Layout.KeepsUnknown ? "object, keeps unknown members" : "object";
                _page.Row(WithUpstream(tag, "", kept, "", name, note, description));
                Write(
                    members.Layout,
                    variant.Name,
                    row => _page.Row(WithUpstream("", row.Place, row.Type, row.Presence, row.CSharp, "", row.Meaning))
                );
                break;
            default:
                _page.Row(WithUpstream(tag, "", union.IsFlattened ? "null" : "string", "", name, note, description));
                break;
        }
    }

    /// <summary>Returns the cells of a row about variants, without the one before the last if there is no upstream.</summary>
    private string[] WithUpstream(params string[] cells) =>
        _dialect.Upstream is null ? [.. cells[..^2], cells[^1]] : cells;

    /// <summary>Writes a row for each place of an object.</summary>
    private void Write(Layout layout, string owner, Action<PlaceRow> row, string path = "")
    {
        foreach (Slot slot in layout.Slots)
        {
            string place = $"`{path}{slot.WireName}`";
            switch (slot)
            {
                case MemberSlot { Member: var member }:
                    row(
                        new(
                            place,
                            WireText.Of(member.Type),
                            WireText.PresenceOf(member),
                            member.IsFixed ? "" : $"`{_plan.NameOf(member, owner)}`",
                            member.Description + VersionText.After(member.Versions)
                        )
                    );
                    break;
                case MapSlot { Member: var map }:
                    row(
                        new(
                            "any other",
                            WireText.Of(((MapRef)map.Type).Value),
                            Presence(false),
                            $"`{_plan.NameOf(map, owner)}`",
                            map.Description + VersionText.After(map.Versions)
                        )
                    );
                    break;
                case MirrorSlot mirror:
                    row(
                        new(
                            place,
                            WireText.Of(mirror.Of.Type),
                            Presence(mirror.IsRequired),
                            mirror.Of.IsFixed ? "" : $"`{_plan.NameOf(mirror.Of, owner)}` again",
                            ""
                        )
                    );
                    break;
                case EnvelopeSlot envelope:
                    row(new(place, "object", Presence(envelope.IsRequired), "", ""));
                    Write(envelope.Layout, owner, row, $"{path}{slot.WireName}.");
                    break;
                case FlattenedSlot flattened:
                    WriteFlattened(flattened, row);
                    break;
            }
        }
    }

    private static string Presence(bool isRequired) => isRequired ? "required" : "optional";

    private void WriteFlattened(FlattenedSlot flattened, Action<PlaceRow> row)
    {
        string type = WireText.Link(flattened.Union);
        if (_dialect.Find<UnionType>(flattened.Union).Tagging is Tagging.Adjacent adjacent)
        {
            row(new($"`{adjacent.Tag}`", $"tag of {type}", "required", $"`{AddedNames.Payload}`", ""));
            row(new($"`{adjacent.Content}`", $"content of {type}", "required", $"`{AddedNames.Payload}`", ""));
        }
        else
        {
            row(new($"a tag of {type}", type, "required", $"`{AddedNames.Event}`", ""));
        }
    }

    /// <summary>A place of an object: the member, its wire type, its presence, its C# name and its description.</summary>
    private readonly record struct PlaceRow(string Place, string Type, string Presence, string CSharp, string Meaning);
}
