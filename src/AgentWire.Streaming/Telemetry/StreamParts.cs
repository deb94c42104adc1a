namespace AgentWire.Streaming.Telemetry;

/// <summary>The parts that a stream is open for. A connection has a reader and a writer.</summary>
[Flags]
internal enum StreamParts
{
    None = 0,
    Reader = 1,
    Writer = 2,

    /// <summary>A server ends the stream, whatever its reader and writer do.</summary>
    Served = 4,
}
