using System.Net.WebSockets;

namespace AgentWire.Streaming;

/// <summary>
/// A stream of messages did not end as it should. It cannot be used on. Cancellation is no such failure: it throws
/// <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class WireStreamException : IOException
{
    /// <summary>Says how a stream ended, for a client or a framing of one's own.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="message">The same in words.</param>
    /// <param name="inner">What the transport threw; null for nothing.</param>
    public WireStreamException(WireStreamError error, string message, Exception? inner = null)
        : base(message, inner) => Error = error;

    /// <summary>What happened.</summary>
    public WireStreamError Error { get; }

    /// <summary>The status with which a WebSocket peer closed; null where it sent none.</summary>
    public WebSocketCloseStatus? CloseStatus { get; internal init; }

    internal static WireStreamException Truncated(Exception? inner = null) =>
        new(WireStreamError.Truncated, "The stream ended in the middle of a message.", inner);

    internal static WireStreamException TooLarge(long maxBytes) =>
        new(WireStreamError.TooLarge, $"A message is longer than the {maxBytes} bytes that are allowed.");

    internal static WireStreamException Disconnected(Exception? inner = null) =>
        new(WireStreamError.Disconnected, "The connection was lost between two messages.", inner);

    /// <summary>The connection was closed from this side while somebody was waiting in it.</summary>
    internal static WireStreamException Closed(Exception? inner = null) =>
        new(WireStreamError.Disconnected, "The connection was closed from this side.", inner);
}
