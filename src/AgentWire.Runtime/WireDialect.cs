namespace AgentWire;

/// <summary>One protocol whose contract this library holds.</summary>
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

    /// <summary>The name in lower case, such as <c>walrus</c>.</summary>
    public string Name { get; }

    /// <summary>The name for people.</summary>
    public string Title { get; }

    /// <summary>The version of the contract.</summary>
    public string Version { get; }

    /// <summary>What the server sends; null where the contract does not cover it.</summary>
    public WireCodec? Server { get; }

    /// <summary>What the client sends; null where the contract does not cover it.</summary>
    public WireCodec? Client { get; }

    /// <summary>A codec for every named type, the roots included, sorted by name.</summary>
    public IReadOnlyList<WireCodec> Types { get; }

    /// <summary>What holds of server-sent events beside the messages; its codecs say the same.</summary>
    public WireServerSentEvents ServerSentEvents { get; }
}
