using AgentWire.Generator.CSharp;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Reference;

/// <summary>Writes the page that lists a dialect's types: tags, members, wire types, presence and C# names.</summary>
internal sealed class ReferencePage
{
    public const string FileName = "REFERENCE.md";

    private readonly Dialect _dialect;
    private readonly MarkdownWriter _page = new();

    private ReferencePage(Dialect dialect) => _dialect = dialect;

    public static OutputFile Write(Dialect dialect)
    {
        ReferencePage page = new(dialect);
        page.WriteHead();
        foreach (NamedType type in dialect.Types)
        {
            page.Write(type);
        }

        page.WriteConstructors();
        return new OutputFile($"{dialect.Name}/{FileName}", page._page.ToString());
    }

    private void WriteHead()
    {
        _page.Line($"# {_dialect.Title}: reference");
        _page.Line($"<!-- Generated from spec/{_dialect.Name}: edit that, then run ./build.sh Generate. -->");
        _page.Line(_dialect.Description);
        _page.Line(
            $"Contract version {_dialect.Version}. Upstream: {_dialect.Upstream.Name} {_dialect.Upstream.Version}, `{_dialect.Upstream.Page}`."
                + $" C#: namespace `AgentWire.{_dialect.Namespace}`, codecs in `{_dialect.Namespace}Wire`."
        );
        _page.Table("side", "type");
        WriteSide("server to client", _dialect.Server);
        WriteSide("client to server", _dialect.Client);
    }

    private void WriteSide(string side, string? type)
    {
        if (type is not null)
        {
            _page.Row(side, WireText.Link(type));
        }
    }

    private void WriteConstructors()
    {
        if (_dialect.Constructors.Count == 0)
        {
            return;
        }

        _page.Line("## Constructors");
        _page.Line("What the published page offers to make a message, and the C# method that makes the same.");
        _page.Table("constructor", "parameters", "makes", "C#");
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

    private void Write(NamedType type)
    {
        _page.Line($"## {type.Name}");
        _page.Line(type.Description);
        string bytes = type.HasUpstreamBytes ? "" : ", which never sends it";
        string order = type.IsSorted ? " Its members are sorted when written." : "";
        _page.Line($"Upstream: `{type.UpstreamName}`{bytes}. {WireText.Form(type)}{order}");
        switch (type)
        {
            case ObjectType record:
                _page.Table("member", "wire type", "presence", "C#");
                Write(record.Layout, row => _page.Row([.. row]));
                break;
            case UnionType union:
                _page.Table("tag", "member", "wire type", "presence", "C#", "upstream");
                foreach (Variant variant in union.Variants)
                {
                    Write(union, variant);
                }

                break;
            case StringSet set:
                _page.Table("value", "C#");
                foreach (StringSetValue value in set.Values)
                {
                    _page.Row($"`{value.Text}`", $"`{value.Name}`");
                }

                break;
        }
    }

    private void Write(UnionType union, Variant variant)
    {
        string tag =
            variant.Tag is { } text ? $"`{text}`"
            : variant.IsFallback ? "any other"
            : "";
        string name = $"`{union.Name}.{variant.Name}`";
        string upstream =
            $"`{variant.UpstreamName[(variant.UpstreamName.LastIndexOf("::", StringComparison.Ordinal) + 2)..]}`";
        string note = variant.HasUpstreamBytes ? upstream : $"{upstream}, never sent";
        switch (variant.Payload)
        {
            case Payload.Value payload:
                _page.Row(tag, "", WireText.Of(payload.Type), "required", $"{name}, `Value`", note);
                break;
            case Payload.Members members:
                _page.Row(tag, "", "object", "", name, note);
                Write(members.Layout, row => _page.Row(["", .. row, ""]));
                break;
            default:
                _page.Row(tag, "", union.IsFlattened ? "null" : "string", "", name, note);
                break;
        }
    }

    /// <summary>A row for each place of an object: the member, its wire type, its presence and its C# name.</summary>
    private void Write(Layout layout, Action<IEnumerable<string>> row, string path = "")
    {
        foreach (Slot slot in layout.Slots)
        {
            string place = $"`{path}{slot.WireName}`";
            switch (slot)
            {
                case MemberSlot { Member: var member }:
                    row([place, WireText.Of(member.Type), WireText.PresenceOf(member), $"`{member.Name}`"]);
                    break;
                case MirrorSlot mirror:
                    row([
                        place,
                        WireText.Of(mirror.Of.Type),
                        mirror.IsRequired ? "required" : "optional",
                        $"`{mirror.Of.Name}` again",
                    ]);
                    break;
                case EnvelopeSlot envelope:
                    row([place, "object", envelope.IsRequired ? "required" : "optional", ""]);
                    Write(envelope.Layout, row, $"{path}{slot.WireName}.");
                    break;
                case FlattenedSlot flattened:
                    WriteFlattened(flattened, row);
                    break;
            }
        }
    }

    private void WriteFlattened(FlattenedSlot flattened, Action<IEnumerable<string>> row)
    {
        string type = WireText.Link(flattened.Union);
        if (_dialect.Find<UnionType>(flattened.Union).Tagging is Tagging.Adjacent adjacent)
        {
            row([$"`{adjacent.Tag}`", $"tag of {type}", "required", $"`{AdjacentSlot.Property}`"]);
            row([$"`{adjacent.Content}`", $"content of {type}", "required", $"`{AdjacentSlot.Property}`"]);
        }
        else
        {
            row([$"a tag of {type}", type, "required", "`Event`"]);
        }
    }
}
