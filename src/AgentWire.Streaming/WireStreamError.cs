namespace AgentWire.Streaming;

/// <summary>Specifies why a stream of messages failed. If a stream ends cleanly, reading just ends.</summary>
public enum WireStreamError
{
    /// <summary>The stream ended, or the transport failed, in the middle of a message.</summary>
    Truncated,

    /// <summary>
    /// A message is longer than <see cref="WireOptions.MaxMessageBytes"/> of the codec, or the rest of a reply is longer than
    /// the client can discard. The data after it cannot be read.
    /// </summary>
    TooLarge,

    /// <summary>
    /// A message was not complete within <see cref="WireStreamOptions.FrameTimeout"/> after it had begun, or the rest of a reply
    /// did not arrive within the time that the client allows.
    /// </summary>
    TimedOut,

    /// <summary>
    /// The transport failed or the peer disconnected, either between two messages or while a message was being written; or the
    /// connection was closed locally.
    /// </summary>
    Disconnected,

    /// <summary>A WebSocket message was binary. All messages of the contract are text.</summary>
    NotText,
}
