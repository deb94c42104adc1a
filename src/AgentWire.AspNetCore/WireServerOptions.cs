namespace AgentWire.AspNetCore;

/// <summary>
/// How a stream of messages is served. Immutable. The longest message is the codec's affair:
/// <see cref="WireOptions.MaxMessageBytes"/>.
/// </summary>
public record WireServerOptions
{
    /// <summary>The settings of every stream that was given none.</summary>
    public static WireServerOptions Default { get; } = new();

    /// <summary>
    /// After how long a silence something is sent that is no message, so that neither proxies nor clients take the
    /// connection for dead: in server-sent events the event that the dialect has for it, or a comment; a blank line between
    /// lines; a control frame in a WebSocket.
    /// Default: 15 seconds. <see cref="Timeout.InfiniteTimeSpan"/> for none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Neither infinite nor from a millisecond to 24 days.</exception>
    public TimeSpan KeepAliveInterval
    {
        get;
        init => field = Duration(value, nameof(KeepAliveInterval));
    } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The longest time that a client may take to accept one message; a slower one is disconnected. Default: 30 seconds.
    /// <see cref="Timeout.InfiniteTimeSpan"/> for no limit. Over HTTP the server's own minimum data rate applies as well.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Neither infinite nor from a millisecond to 24 days.</exception>
    public TimeSpan SendTimeout
    {
        get;
        init => field = Duration(value, nameof(SendTimeout));
    } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many bytes may wait for a client beyond what the transport holds, its framing included. Sending never waits
    /// then, and a client for which more would wait is disconnected at once; a single message may be longer. For live
    /// messages that wait for nobody. Default: null; nothing waits, and the producer goes at the client's pace.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public int? MaxPendingBytes
    {
        get;
        init =>
            field = value is null or > 0
                ? value
                : throw new ArgumentOutOfRangeException(nameof(MaxPendingBytes), value, "Positive or null.");
    }

    /// <summary>
    /// How long a connection may take to end, once that is decided, until it is cut: the closing handshake of a WebSocket,
    /// and over HTTP the message that is under way when the server begins to stop. Twice this time after that, everything
    /// is over: connections that clients keep are cut, and a producer or handler that goes on although its token is
    /// cancelled is left behind. Default: 5 seconds.
    /// <see cref="Timeout.InfiniteTimeSpan"/> for no limit: then a client can hold up the server's stop.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Neither infinite nor from a millisecond to 24 days.</exception>
    public TimeSpan CloseTimeout
    {
        get;
        init => field = Duration(value, nameof(CloseTimeout));
    } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of all these times, except for a WebSocket's keep-alive. Default: the system's.</summary>
    /// <exception cref="ArgumentNullException">The clock is null.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(TimeProvider));
    } = TimeProvider.System;

    private static TimeSpan Duration(TimeSpan value, string name) =>
        value == Timeout.InfiniteTimeSpan || (value.TotalMilliseconds >= 1 && value.TotalMilliseconds <= int.MaxValue)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "Infinite, or from a millisecond to 24 days.");
}
