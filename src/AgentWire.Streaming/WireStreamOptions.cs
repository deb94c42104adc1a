namespace AgentWire.Streaming;

/// <summary>
/// How messages are read from a stream and written to it. Immutable. The codec says how long a message may be:
/// <see cref="WireOptions.MaxMessageBytes"/>.
/// </summary>
public sealed record WireStreamOptions
{
    /// <summary>The settings of every stream that was given none.</summary>
    public static WireStreamOptions Default { get; } = new();

    /// <summary>
    /// Called with each message that the codec refuses, which is then skipped. Default: none; the
    /// <see cref="WireException"/> is thrown, and enumerating once more goes on after the message. What it throws is
    /// thrown to whoever reads. (A client of AgentWire.Clients skips no message: it calls this, and fails the request.)
    /// </summary>
    public Action<UnreadableMessage>? OnUnreadable { get; init; }

    /// <summary>
    /// The longest time that a message may take from its first byte to its last; time in which nobody reads does not
    /// count. Default: one minute. <see cref="Timeout.InfiniteTimeSpan"/> for no limit. The silence between two messages
    /// has none, whatever comes in it that is no message. The first byte is the first that is not white space in a line, the
    /// first of a line of data in server-sent events, and the first of the length before a message.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Neither positive nor infinite, or longer than 24 days.</exception>
    public TimeSpan FrameTimeout
    {
        get;
        init => field = Argument.Timeout(value, nameof(FrameTimeout));
    } = TimeSpan.FromMinutes(1);

    /// <summary>The clock of <see cref="FrameTimeout"/>. Default: the system's.</summary>
    /// <exception cref="ArgumentNullException">The clock is null.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(TimeProvider));
    } = TimeProvider.System;

    /// <summary>Whether the stream, pipe or socket is left open when its reader, writer or connection is disposed. Default: false.</summary>
    public bool LeaveOpen { get; init; }
}
