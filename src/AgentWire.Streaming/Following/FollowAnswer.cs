namespace AgentWire.Streaming.Following;

/// <summary>What an attempt to connect has come to.</summary>
internal readonly record struct FollowAnswer<T>
    where T : notnull
{
    /// <summary>Gets the connection, or null if there is none.</summary>
    public FollowConnection<T>? Connection { get; init; }

    /// <summary>Gets why there is no connection, or null if there is one or the server has completed the stream.</summary>
    public WireFollowFailure? Failure { get; init; }

    /// <summary>Gets why following ends, or null if there is a connection or another attempt can follow.</summary>
    public WireFollowEnd? End { get; init; }

    /// <summary>Gets whether the server has received nothing of the request.</summary>
    public bool IsUnsent { get; init; }
}
