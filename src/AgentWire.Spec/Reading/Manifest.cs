using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>The settings of one union in <c>dialect.json</c>.</summary>
internal sealed record UnionSettings(Tagging Tagging, bool IsFlattened, bool? IsOpen, string? Fallback, SpecNode Node);

/// <summary>The settings of one constructor. Whether the variant exists is known after the schemas have been read.</summary>
internal sealed record ConstructorSettings(
    string Name,
    SpecNode Makes,
    IReadOnlyList<string> Parameters,
    string CSharp
);

/// <summary>The manifest of a dialect, which contains what JSON Schema cannot express.</summary>
internal sealed class Manifest
{
    private static readonly string[] KnownFramings = ["ndjson", "sse", "length-prefixed", "websocket"];
    private static readonly string[] KnownScalars =
    [
        "timestamp-z",
        "uuid",
        "not-blank",
        "json-pointer",
        "date",
        "time",
        "date-time",
    ];

    public Manifest(DialectSource source)
    {
        SpecNode node = source.Manifest;
        Node = node;
        node.AllowOnly(
            "a manifest",
            "$schema",
            "name",
            "title",
            "description",
            "notes",
            "version",
            "namespace",
            "upstream",
            "roots",
            "standalone",
            "framings",
            "sse",
            "unions",
            "order",
            "numbers",
            "scalars",
            "omitEmpty",
            "emptyWhenAbsent",
            "strict",
            "mirrors",
            "inline",
            "keepUnknown",
            "names",
            "since",
            "until",
            "withoutUpstreamBytes",
            "constructors",
            "differences"
        );
        if (node.Get("name").AsText() != source.Name)
        {
            throw node.Get("name").Refuse($"must be the folder's name, \"{source.Name}\"");
        }

        _ = node.FindText("$schema");
        Name = source.Name;
        Title = node.Get("title").AsText();
        Description = node.Get("description").AsText();
        Notes = [.. node.Find("notes")?.AsList().Select(note => note.AsText()) ?? []];
        Version = node.Get("version").AsText();
        Namespace = node.Get("namespace").AsText();
        Upstream = UpstreamReader.Read(node);
        Versions = Upstream?.Versions ?? new VersionRange(null, UpstreamReader.ReadVersion(node.Get("version")));
        Roots = node.Get("roots");
        Roots.AllowOnly("`roots`", "server", "client");
        Framings = [.. node.Get("framings").AsList().Select(framing => OneOf(framing, KnownFramings))];
        ServerSentEvents = node.Find("sse") is { } events ? ServerSentEventSettingsReader.Read(events, Framings) : null;
        Standalone = ReadSet(node, "standalone");
        Strict = ReadSet(node, "strict");
        OmitEmpty = ReadSet(node, "omitEmpty");
        EmptyWhenAbsent = ReadSet(node, "emptyWhenAbsent");
        Inline = ReadSet(node, "inline");
        KeepUnknown = ReadSet(node, "keepUnknown");
        WithoutUpstreamBytes = ReadSet(node, "withoutUpstreamBytes");
        Names = ReadTable(node, "names", name => name.AsText());
        Since = ReadTable(node, "since", UpstreamReader.ReadVersion);
        Until = ReadTable(node, "until", UpstreamReader.ReadVersion);
        Scalars = ReadTable(node, "scalars", kind => OneOf(kind, KnownScalars));
        Unions = ReadTable(node, "unions", ReadUnion);
        (MembersAreSorted, OpaqueOrder, SortedRoots) = ReadOrder(node.Find("order"));
        (Widened, KeepsNumberText) = ReadNumbers(node.Find("numbers"));
        Mirrors = ReadMirrors(node.Find("mirrors"));
        Constructors = [.. node.Find("constructors")?.AsList().Select(ReadConstructor) ?? []];
        Differences = [.. node.Find("differences")?.AsList().Select(ReadDifference) ?? []];
    }

    public SpecNode Node { get; }
    public string Name { get; }
    public string Title { get; }
    public string Description { get; }
    public IReadOnlyList<string> Notes { get; }
    public string Version { get; }
    public string Namespace { get; }
    public Upstream? Upstream { get; }

    /// <summary>Gets the versions that the contract covers: those of the reference, or otherwise its own.</summary>
    public VersionRange Versions { get; }
    public SpecNode Roots { get; }
    public IReadOnlyList<string> Framings { get; }
    public ServerSentEvents? ServerSentEvents { get; }
    public bool MembersAreSorted { get; }
    public OpaqueOrder OpaqueOrder { get; }
    public bool KeepsNumberText { get; }
    public IReadOnlyList<ConstructorSettings> Constructors { get; }
    public IReadOnlyList<Difference> Differences { get; }
    public ManifestTable<UnionSettings> Unions { get; }

    /// <summary>Gets the types that are sent on their own, although no root refers to them.</summary>
    public ManifestTable<bool> Standalone { get; }
    public ManifestTable<bool> SortedRoots { get; }
    public ManifestTable<bool> Widened { get; }
    public ManifestTable<bool> Strict { get; }
    public ManifestTable<bool> OmitEmpty { get; }
    public ManifestTable<bool> EmptyWhenAbsent { get; }
    public ManifestTable<bool> Inline { get; }

    /// <summary>Gets the types and variants that keep unknown members.</summary>
    public ManifestTable<bool> KeepUnknown { get; }
    public ManifestTable<bool> WithoutUpstreamBytes { get; }
    public ManifestTable<string> Names { get; }
    public ManifestTable<string> Scalars { get; }

    /// <summary>Gets the first version that has a type, variant, member or value, by its path.</summary>
    public ManifestTable<ContractVersion> Since { get; }

    /// <summary>Gets the first version that no longer has it, by its path.</summary>
    public ManifestTable<ContractVersion> Until { get; }

    /// <summary>Gets the mirrors, by the path of the second place: the path of the member that it repeats.</summary>
    public ManifestTable<string> Mirrors { get; }

    public void ReportDangling(FindingList findings)
    {
        foreach (
            ManifestTable<bool> set in new[]
            {
                Standalone,
                SortedRoots,
                Widened,
                Strict,
                OmitEmpty,
                EmptyWhenAbsent,
                Inline,
                KeepUnknown,
                WithoutUpstreamBytes,
            }
        )
        {
            set.ReportDangling(findings);
        }

        foreach (ManifestTable<string> table in new[] { Names, Scalars, Mirrors })
        {
            table.ReportDangling(findings);
        }

        Unions.ReportDangling(findings);
        Since.ReportDangling(findings);
        Until.ReportDangling(findings);
    }

    private static UnionSettings ReadUnion(SpecNode node)
    {
        string tagging = OneOf(node.Get("tagging"), "internal", "external", "adjacent", "untagged", "kind");
        string[] own = tagging switch
        {
            "internal" => ["tag", "open"],
            "adjacent" => ["tag", "content", "flattened", "open", "fallback"],
            "external" => ["flattened", "open"],
            _ => [],
        };
        node.AllowOnly(
            $"the settings of {(tagging == "kind" ? "a union by kind" : $"an {tagging} union")}",
            ["tagging", .. own]
        );
        UnionSettings settings = new(
            tagging switch
            {
                "internal" => new Tagging.Internal(node.Get("tag").AsText()),
                "adjacent" => new Tagging.Adjacent(node.Get("tag").AsText(), node.Get("content").AsText()),
                "external" => new Tagging.External(),
                "untagged" => new Tagging.Untagged(),
                _ => new Tagging.Kind(),
            },
            node.FindBoolean("flattened", absent: false),
            node.Find("open")?.AsBoolean(),
            node.FindText("fallback"),
            node
        );
        return settings is { Fallback: not null, IsOpen: true }
            ? throw node.Refuse("a union with a `fallback` cannot be `open`: the fallback accepts unknown values")
            : settings;
    }

    private static (bool Members, OpaqueOrder Opaque, ManifestTable<bool> Roots) ReadOrder(SpecNode? node)
    {
        if (node is null)
        {
            return (false, OpaqueOrder.Sorted, new("order.sortedRoots"));
        }

        node.AllowOnly("`order`", "members", "opaque", "sortedRoots");
        string members = node.Find("members") is { } order ? OneOf(order, "declared", "sorted") : "declared";
        string opaque = node.Find("opaque") is { } inner ? OneOf(inner, "sorted", "insertion") : "sorted";
        ManifestTable<bool> roots = ReadSet(node, "sortedRoots", "order.sortedRoots");
        return members == "sorted" && roots.Keys.Any()
            ? throw node.Refuse("`sortedRoots` has no effect if `members` is sorted")
            : (members == "sorted", opaque == "sorted" ? OpaqueOrder.Sorted : OpaqueOrder.Insertion, roots);
    }

    private static (ManifestTable<bool> Widened, bool KeepsText) ReadNumbers(SpecNode? node)
    {
        if (node is null)
        {
            return (new("numbers.f32"), false);
        }

        node.AllowOnly("`numbers`", "f32", "opaque");
        bool keepsText = node.Find("opaque") is { } opaque && OneOf(opaque, "canonical", "text") == "text";
        return (ReadSet(node, "f32", "numbers.f32"), keepsText);
    }

    private static ManifestTable<string> ReadMirrors(SpecNode? node)
    {
        ManifestTable<string> mirrors = new("mirrors");
        foreach (SpecNode mirror in node?.AsList() ?? [])
        {
            mirror.AllowOnly("a mirror", "type", "member", "at");
            string key = $"{mirror.Get("type").AsText()}.{mirror.Get("at").AsText()}";
            mirrors.Add(key, mirror.Get("member").AsText(), mirror);
        }

        return mirrors;
    }

    private static ConstructorSettings ReadConstructor(SpecNode node)
    {
        node.AllowOnly("a constructor", "name", "makes", "parameters", "csharp");
        return new ConstructorSettings(
            node.Get("name").AsText(),
            node.Get("makes"),
            [.. node.Get("parameters").AsList().Select(parameter => parameter.AsText())],
            node.Get("csharp").AsText()
        );
    }

    private static Difference ReadDifference(SpecNode node)
    {
        node.AllowOnly("a difference", "id", "upstream", "contract", "reason", "vectors");
        return new Difference(
            node.Get("id").AsText(),
            node.Get("upstream").AsText(),
            node.Get("contract").AsText(),
            node.Get("reason").AsText(),
            [.. node.Get("vectors").AsList().Select(vector => vector.AsText())]
        );
    }

    private static ManifestTable<bool> ReadSet(SpecNode node, string name, string? section = null)
    {
        ManifestTable<bool> set = new(section ?? name);
        foreach (SpecNode item in node.Find(name)?.AsList() ?? [])
        {
            set.Add(item.AsText(), true, item);
        }

        return set;
    }

    private static ManifestTable<T> ReadTable<T>(SpecNode node, string name, Func<SpecNode, T> read)
    {
        ManifestTable<T> table = new(name);
        foreach ((string key, SpecNode value) in node.Find(name)?.AsObject().Members ?? [])
        {
            table.Add(key, read(value), value);
        }

        return table;
    }

    private static string OneOf(SpecNode node, params ReadOnlySpan<string> known) =>
        known.Contains(node.AsText())
            ? node.AsText()
            : throw node.Refuse($"\"{node.AsText()}\" is not one of {string.Join(", ", known.ToArray())}");
}
