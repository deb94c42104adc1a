namespace AgentWire.Streaming;

/// <summary>
/// Specifies why following has ended. After <see cref="Finished"/> and <see cref="CompletedByServer"/>, the enumeration ends.
/// All others throw a <see cref="WireFollowException"/>.
/// </summary>
public enum WireFollowEnd
{
    /// <summary>A terminal message arrived: <see cref="WireFollowOptions{T}.IsEnd"/> returned true for it.</summary>
    Finished,

    /// <summary>
    /// The server says that there are no more messages: it answered with status 204, or it ended the stream cleanly where that
    /// counts as the end (<see cref="WireFollowOptions{T}.CompletesAtCleanEnd"/>).
    /// </summary>
    CompletedByServer,

    /// <summary>
    /// The connection was lost and there are no more attempts: too many have failed, the server asks for too long a delay, or the
    /// request cannot be repeated because nothing says where to continue.
    /// </summary>
    WentAway,

    /// <summary>
    /// The server refused the request: with a status that another attempt would not change, with another content type, with a
    /// redirect that the HTTP client does not follow, or by closing a WebSocket because of a violation of the protocol.
    /// </summary>
    Refused,

    /// <summary>
    /// The server no longer has the messages after <see cref="WireFollower{T}.Cursor"/>: it answered with status 410. Some
    /// messages are lost. To continue, get the current state in another way, and create a follower without a cursor.
    /// </summary>
    PositionGone,

    /// <summary>
    /// The stream cannot be read: a message is longer than <see cref="WireOptions.MaxMessageBytes"/> of the codec, or a WebSocket
    /// message is binary. Another connection would get the same message again.
    /// </summary>
    Unreadable,
}
