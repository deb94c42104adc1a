namespace AgentWire;

/// <summary>A side of a protocol, by the messages that it sends.</summary>
public enum WireSide
{
    /// <summary>The server.</summary>
    Server,

    /// <summary>The client.</summary>
    Client,
}
