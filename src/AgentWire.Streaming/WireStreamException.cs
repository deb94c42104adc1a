using System.Net.WebSockets;

namespace AgentWire.Streaming;

/// <summary>
/// The exception that is thrown if a stream of messages fails. The stream cannot be used afterwards. Cancellation is not such
/// a failure: it throws <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class WireStreamException : IOException
{
    /// <summary>Creates an exception, for a client or a framing of your own.</summary>
    /// <param name="error">The kind of failure.</param>
    /// <param name="message">A description of the failure.</param>
    /// <param name="inner">The exception of the transport, or null if there is none.</param>
    public WireStreamException(WireStreamError error, string message, Exception? inner = null)
        : base(message, inner) => Error = error;

    /// <summary>Gets the kind of failure.</summary>
    public WireStreamError Error { get; }

    /// <summary>Gets the status with which the peer of a WebSocket closed the connection, or null if it sent none.</summary>
    public WebSocketCloseStatus? CloseStatus { get; internal init; }

    internal static WireStreamException Truncated(Exception? inner = null) =>
        new(WireStreamError.Truncated, "The stream ended in the middle of a message.", inner);

    internal static WireStreamException TooLarge(long maxBytes) =>
        new(WireStreamError.TooLarge, $"A message is longer than the limit of {maxBytes} bytes.");

    internal static WireStreamException Disconnected(Exception? inner = null) =>
        new(WireStreamError.Disconnected, "The connection was lost between two messages.", inner);

    /// <summary>Creates the exception for a caller that was waiting when the connection was closed locally.</summary>
    internal static WireStreamException Closed(Exception? inner = null) =>
        new(WireStreamError.Disconnected, "The connection was closed locally.", inner);
}
