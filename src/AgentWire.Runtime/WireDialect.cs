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
        WireServerSentEvents? events = null
    )
    {
        Name = name;
        Title = title;
        Version = version;
        Server = server;
        Client = client;
        Types = types;
        ServerSentEvents = events ?? WireServerSentEvents.None;
    }

    /// <summary>Gets the name in lower case, such as <c>walrus</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the human-readable name.</summary>
    public string Title { get; }

    /// <summary>Gets the version of the contract, as <c>major.minor</c>.</summary>
    public string Version { get; }

    /// <summary>Gets the codec of the messages from the server, or null if the contract does not cover them.</summary>
    public WireCodec? Server { get; }

    /// <summary>Gets the codec of the messages from the client, or null if the contract does not cover them.</summary>
    public WireCodec? Client { get; }

    /// <summary>Gets the codecs of all named types, including the roots, sorted by name.</summary>
    public IReadOnlyList<WireCodec> Types { get; }

    /// <summary>Returns the name and the version, such as <c>walrus 0.1</c>.</summary>
    public override string ToString() => $"{Name} {Version}";

    /// <summary>Gets the facts about server-sent events that the dialect defines in addition to its messages. Its codecs have the same facts.</summary>
    public WireServerSentEvents ServerSentEvents { get; }
}
