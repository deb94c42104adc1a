using System.ComponentModel;

namespace AgentWire.Streaming;

/// <summary>Specifies why a stream was closed, for its telemetry.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum WireCloseReason
{
    /// <summary>The stream ended as intended: there are no more messages, or the peer or the handler of a connection ended it.</summary>
    Completed,

    /// <summary>The stream was disposed before it ended.</summary>
    Disposed,

    /// <summary>The token of a read or write was cancelled.</summary>
    Cancelled,

    /// <summary>The server is stopping.</summary>
    ServerStopping,

    /// <summary>The connection was lost between two messages, or the peer closed it with an error. A client that leaves a served stream is not an error.</summary>
    Disconnected,

    /// <summary>The connection was lost in the middle of a message.</summary>
    Truncated,

    /// <summary>A message was too long.</summary>
    TooLarge,

    /// <summary>A message took too long to arrive.</summary>
    TimedOut,

    /// <summary>A WebSocket message was binary.</summary>
    NotText,

    /// <summary>A message of the client was not valid, and the handler did not accept this.</summary>
    Unreadable,

    /// <summary>The client was too slow to receive.</summary>
    SlowClient,

    /// <summary>The producer or handler threw an exception, or produced a message that cannot be written.</summary>
    ServerError,
}
