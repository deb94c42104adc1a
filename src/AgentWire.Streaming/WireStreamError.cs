namespace AgentWire.Streaming;

/// <summary>Why a stream of messages did not end as it should. Where it did, reading just ends.</summary>
public enum WireStreamError
{
    /// <summary>The stream ended, or the transport failed, in the middle of a message.</summary>
    Truncated,

    /// <summary>
    /// A message is longer than <see cref="WireOptions.MaxMessageBytes"/> of the codec, or the rest of a reply than
    /// the client may drop. What follows cannot be read.
    /// </summary>
    TooLarge,

    /// <summary>
    /// A message that had begun was not complete within <see cref="WireStreamOptions.FrameTimeout"/>, or the rest of a reply
    /// within the time that the client gives it.
    /// </summary>
    TimedOut,

    /// <summary>
    /// The transport failed, or the peer has gone, between two messages or in the middle of writing one; or the connection
    /// was closed from this side.
    /// </summary>
    Disconnected,

    /// <summary>A WebSocket message was binary, where every message of the contract is text.</summary>
    NotText,
}
