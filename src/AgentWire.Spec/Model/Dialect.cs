namespace AgentWire.Spec.Model;

/// <summary>A wire protocol: its types, and how their members are ordered when written.</summary>
internal sealed record Dialect
{
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }

    /// <summary>What to know before choosing the dialect: the versions it fits, and what it leaves out.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The version of this contract, not of the upstream project.</summary>
    public required string Version { get; init; }
    public required string Namespace { get; init; }
    public required Upstream Upstream { get; init; }
    public required IReadOnlyList<string> Framings { get; init; }

    /// <summary>What holds of server-sent events beside the messages; null where nothing does.</summary>
    public required ServerSentEvents? ServerSentEvents { get; init; }
    public required OpaqueOrder OpaqueOrder { get; init; }

    /// <summary>The paths of the variants, members and values that the manifest gives a name.</summary>
    public required IReadOnlySet<string> NamesGiven { get; init; }

    /// <summary>In the order of the files and of their definitions.</summary>
    public required IReadOnlyList<NamedType> Types { get; init; }

    /// <summary>What a server sends; null where the dialect has no such side.</summary>
    public required string? Server { get; init; }

    /// <summary>What a client sends.</summary>
    public required string? Client { get; init; }
    public required IReadOnlyList<Constructor> Constructors { get; init; }
    public required IReadOnlyList<Difference> Differences { get; init; }
    public required Location Origin { get; init; }

    public NamedType Find(string name) => Types.First(type => type.Name == name);

    public T Find<T>(string name)
        where T : NamedType => (T)Find(name);
}

/// <summary>Whose protocol it is: project, version, the page that publishes it and the path of its types.</summary>
/// <param name="PageVersion">The version that the page shows; null where that is <paramref name="Version"/>.</param>
internal sealed record Upstream(string Name, string Version, string Page, string? PageVersion, string Types);

/// <summary>Server-sent events that are no messages.</summary>
/// <param name="WithoutMessage">The names of events that carry none.</param>
/// <param name="KeepAlive">The event that keeps a connection alive; null for a comment.</param>
internal sealed record ServerSentEvents(IReadOnlyList<string> WithoutMessage, KeepAliveEvent? KeepAlive);

/// <summary>An event by its name and data.</summary>
internal sealed record KeepAliveEvent(string Event, string Data);

/// <summary>A function of the published page that makes a message, and the C# method that makes the same.</summary>
/// <param name="Name">What the reference calls it.</param>
/// <param name="Union">The union whose variant it makes.</param>
/// <param name="Makes">The variant's path.</param>
/// <param name="Parameters">By their C# names.</param>
/// <param name="CSharp">As <c>Class.Method</c>.</param>
internal sealed record Constructor(
    string Name,
    string Union,
    string Makes,
    IReadOnlyList<string> Parameters,
    string CSharp
);

/// <summary>A deliberate difference from upstream, and the vectors that show it.</summary>
internal sealed record Difference(
    string Id,
    string UpstreamDoes,
    string ContractDoes,
    string Reason,
    IReadOnlyList<string> Vectors
);

/// <summary>How the members of opaque values are ordered when written.</summary>
internal enum OpaqueOrder
{
    Sorted,
    Insertion,
}
