namespace AgentWire.Streaming;

/// <summary>Specifies what a <see cref="WireFollower{T}"/> is doing.</summary>
public enum WireFollowState
{
    /// <summary>There is no connection, and nobody is reading: before the first enumeration, and after a cancelled one.</summary>
    Idle,

    /// <summary>A request was sent, or a WebSocket is being opened, and the server has not answered.</summary>
    Connecting,

    /// <summary>The server has accepted the request.</summary>
    Open,

    /// <summary>A connection or an attempt to connect has failed, and the next attempt follows after a delay.</summary>
    Waiting,

    /// <summary>Following has ended. <see cref="WireFollowStatus.End"/> says why.</summary>
    Ended,
}
