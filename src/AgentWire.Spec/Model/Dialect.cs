namespace AgentWire.Spec.Model;

/// <summary>A wire protocol: its types, and the order in which members are written.</summary>
internal sealed record Dialect
{
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }

    /// <summary>Gets what a user should know before choosing the dialect: the versions it fits, and what it does not cover.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Gets the version of this contract, which is not that of the upstream project.</summary>
    public required string Version { get; init; }

    /// <summary>Gets the whole C# namespace, such as <c>Acme.Charging</c>.</summary>
    public required string Namespace { get; init; }

    /// <summary>Gets the reference implementation, or null if there is none.</summary>
    public required Upstream? Upstream { get; init; }

    /// <summary>Gets the versions that the contract covers: those of the reference, or otherwise its own.</summary>
    public required VersionRange Versions { get; init; }

    /// <summary>Gets whether the contract says anything about versions: it has a reference, or something is not in all versions.</summary>
    public bool HasVersions => Upstream is not null || Boundaries.Count > 0;

    /// <summary>Gets what the manifest says about versions, by the path of a type, variant, member or value.</summary>
    public required IReadOnlyDictionary<string, VersionSpan> VersionMarks { get; init; }

    /// <summary>Gets the versions that are the first to have something, or to no longer have it, in ascending order.</summary>
    public IReadOnlyList<ContractVersion> Boundaries =>
        [
            .. VersionMarks
                .Values.SelectMany(span => new[] { span.Since, span.Until })
                .OfType<ContractVersion>()
                .Distinct()
                .Order(),
        ];
    public required IReadOnlyList<string> Framings { get; init; }

    /// <summary>Gets the facts about server-sent events, or null if there are none.</summary>
    public required ServerSentEvents? ServerSentEvents { get; init; }
    public required OpaqueOrder OpaqueOrder { get; init; }

    /// <summary>Gets whether the members of all objects are written sorted.</summary>
    public required bool MembersAreSorted { get; init; }

    /// <summary>Gets whether the numbers in opaque values are written as they were read. If not, they have a canonical form.</summary>
    public required bool KeepsNumberText { get; init; }

    /// <summary>Gets the paths of the variants, members and values that have a name in the manifest.</summary>
    public required IReadOnlySet<string> NamesGiven { get; init; }

    /// <summary>Gets the types, in the order of the files and of their definitions.</summary>
    public required IReadOnlyList<NamedType> Types { get; init; }

    /// <summary>Gets the types that the sides send, with those of the server first.</summary>
    public required IReadOnlyList<Root> Roots { get; init; }

    /// <summary>Gets the only type that a server sends, or null if it sends nothing or several.</summary>
    public string? Server => Roots.FirstOrDefault(root => root is { Side: Side.Server, Name: null })?.Type;

    /// <summary>Gets the only type that a client sends, or null if it sends nothing or several.</summary>
    public string? Client => Roots.FirstOrDefault(root => root is { Side: Side.Client, Name: null })?.Type;
    public required IReadOnlyList<Constructor> Constructors { get; init; }
    public required IReadOnlyList<Difference> Differences { get; init; }
    public required Location Origin { get; init; }

    /// <summary>Gets the folder of the dialect, as it is shown.</summary>
    public string Folder => Origin.File[..Origin.File.LastIndexOf('/')];

    public NamedType Find(string name) => Types.First(type => type.Name == name);

    public T Find<T>(string name)
        where T : NamedType => (T)Find(name);
}

/// <summary>A type that a side sends.</summary>
/// <param name="Side">The side.</param>
/// <param name="Name">The name of the root, or null if the side has only one.</param>
/// <param name="Type">The name of the type.</param>
internal sealed record Root(Side Side, string? Name, string Type);

/// <summary>A side of a protocol.</summary>
internal enum Side
{
    Server,
    Client,
}

internal static class Sides
{
    /// <summary>Returns the name of a side in manifests and in text.</summary>
    public static string InWords(this Side side) => side == Side.Server ? "server" : "client";
}

/// <summary>The reference of a dialect: project and versions.</summary>
/// <param name="Commit">The commit of the last check, or null if none is stated.</param>
/// <param name="Checked">The date of the last check, or null if none is stated.</param>
/// <param name="Page">The published page, or null if there is none.</param>
/// <param name="PageVersion">The version that the page shows, or null if it is in <paramref name="Versions"/>.</param>
/// <param name="Types">The path of the types, or null if they have no names of their own upstream.</param>
internal sealed record Upstream(
    string Name,
    VersionRange Versions,
    string? Commit,
    string? Checked,
    string? Page,
    string? PageVersion,
    string? Types
)
{
    /// <summary>Gets the project, the versions and the last check, such as <c>example/lantern 1.0 to 1.3, checked at 3e73407 (2026-08-22)</c>.</summary>
    public string InWords =>
        $"{Name} {Versions}"
        + (Commit, Checked) switch
        {
            (null, null) => "",
            ({ }, null) => $", checked at {Commit}",
            (null, { }) => $", checked on {Checked}",
            _ => $", checked at {Commit} ({Checked})",
        };
}

/// <summary>What applies to server-sent events in addition to the messages in them.</summary>
/// <param name="WithoutMessage">The names of the events that carry no message.</param>
/// <param name="KeepAlive">The event that keeps a connection alive, or null for a comment.</param>
/// <param name="HasIds">Whether events can have ids, with which a client continues a stream.</param>
internal sealed record ServerSentEvents(
    IReadOnlyList<string> WithoutMessage,
    KeepAliveEvent? KeepAlive,
    bool HasIds = true
);

/// <summary>The name and the data of an event.</summary>
internal sealed record KeepAliveEvent(string Event, string Data);

/// <summary>A function of the published page that creates a message, and the equivalent C# method.</summary>
/// <param name="Name">The name in the reference.</param>
/// <param name="Union">The union whose variant it creates.</param>
/// <param name="Makes">The path of the variant.</param>
/// <param name="Parameters">The parameters, by their C# names.</param>
/// <param name="CSharp">The C# method, as <c>Class.Method</c>.</param>
internal sealed record Constructor(
    string Name,
    string Union,
    string Makes,
    IReadOnlyList<string> Parameters,
    string CSharp
);

/// <summary>An intentional difference from upstream, and the vectors that show it.</summary>
internal sealed record Difference(
    string Id,
    string UpstreamDoes,
    string ContractDoes,
    string Reason,
    IReadOnlyList<string> Vectors
);

/// <summary>The order in which the members of opaque values are written.</summary>
internal enum OpaqueOrder
{
    Sorted,
    Insertion,
}
