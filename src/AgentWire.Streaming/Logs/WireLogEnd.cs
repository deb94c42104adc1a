namespace AgentWire.Streaming;

/// <summary>How a log has ended. No message can be appended after the end.</summary>
public sealed record WireLogEnd
{
    /// <summary>The end of a log to which all messages were appended.</summary>
    public static WireLogEnd Completed { get; } = new();

    /// <summary>Gets what went wrong, for the readers, or null if the log is complete.</summary>
    public string? Error { get; init; }
}
