namespace AgentWire.Streaming.Telemetry;

/// <summary>What telemetry needs of a received message whose bytes are gone when it is counted.</summary>
/// <param name="Bytes">The number of bytes without the framing.</param>
/// <param name="UnknownTag">The tag, if it is unknown and somebody listens.</param>
internal readonly record struct ReceivedFrame(int Bytes, string? UnknownTag);
