namespace AgentWire;

/// <summary>A protocol whose contract this library contains, such as walrus.</summary>
public sealed class WireDialect
{
    internal WireDialect(
        string name,
        string title,
        string version,
        WireCodec? server,
        WireCodec? client,
        IReadOnlyList<WireCodec> types,
        WireServerSentEvents? events,
        WireVersions? versions,
        IReadOnlyList<WireRoot>? roots
    )
    {
        Name = name;
        Title = title;
        Version = version;
        Server = server;
        Client = client;
        Types = types;
        Roots = roots ?? [.. OnlyRoot(WireSide.Server, server), .. OnlyRoot(WireSide.Client, client)];
        ServerSentEvents = events ?? WireServerSentEvents.None;
        Versions = versions ?? WireVersions.None;
    }

    /// <summary>Gets the name in lower case, such as <c>walrus</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the human-readable name.</summary>
    public string Title { get; }

    /// <summary>Gets the version of the contract, as <c>major.minor</c>.</summary>
    public string Version { get; }

    /// <summary>
    /// Gets the codec of the messages from the server, or null if the contract does not cover them, or if the server has several roots.
    /// </summary>
    public WireCodec? Server { get; }

    /// <summary>
    /// Gets the codec of the messages from the client, or null if the contract does not cover them, or if the client has several roots.
    /// </summary>
    public WireCodec? Client { get; }

    /// <summary>
    /// Gets the types of messages that the sides send, with the server's first. A side has one root without a name, or several with
    /// names, for example one for each of its streams.
    /// </summary>
    public IReadOnlyList<WireRoot> Roots { get; }

    /// <summary>Gets the codecs of all named types, including the roots, sorted by name.</summary>
    public IReadOnlyList<WireCodec> Types { get; }

    /// <summary>Returns the name and the version, such as <c>walrus 0.1</c>.</summary>
    public override string ToString() => $"{Name} {Version}";

    /// <summary>Gets the facts about server-sent events that the dialect defines in addition to its messages. Its codecs have the same facts.</summary>
    public WireServerSentEvents ServerSentEvents { get; }

    /// <summary>
    /// Gets the versions of the peers that the contract covers. They are those of the reference implementation, or those of the
    /// contract if there is none. Its codecs have the same versions.
    /// </summary>
    public WireVersions Versions { get; }

    private static IEnumerable<WireRoot> OnlyRoot(WireSide side, WireCodec? codec) =>
        codec is null ? [] : [new WireRoot(side, null, codec)];
}
