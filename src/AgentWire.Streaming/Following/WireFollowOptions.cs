using System.Text;
using AgentWire.CompilerServices;

namespace AgentWire.Streaming;

/// <summary>Options for following a stream. Immutable.</summary>
/// <typeparam name="T">The contract type.</typeparam>
public sealed record WireFollowOptions<T>
    where T : notnull
{
    /// <summary>
    /// Gets the options for reading the stream: how long a message can take to arrive, and what happens to one that is not valid.
    /// Its <see cref="WireStreamOptions.TimeProvider"/> is the clock of all times here.
    /// <see cref="WireStreamOptions.LeaveOpen"/> has no effect.
    /// </summary>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    public WireStreamOptions Stream
    {
        get;
        init => field = Argument.NotNull(value, nameof(Stream));
    } = WireStreamOptions.Default;

    /// <summary>
    /// Gets the position to begin after, such as <see cref="WireFollower{T}.Cursor"/> of an earlier run of the program. Default:
    /// null, which means that the server decides.
    /// </summary>
    public string? Cursor { get; init; }

    /// <summary>
    /// Gets a function that returns the position of a message, or null if the message has none. Default: null, which takes the ids
    /// of server-sent events; other streams have no positions then. The function must not throw.
    /// </summary>
    public Func<T, string?>? CursorOf { get; init; }

    /// <summary>
    /// Gets a function that says whether a message is the last one of what is followed, such as the end of a run. Following then
    /// ends with <see cref="WireFollowEnd.Finished"/>. Default: null, which means that no message is. The function must not throw.
    /// </summary>
    public Func<T, bool>? IsEnd { get; init; }

    /// <summary>
    /// Gets whether there are no more messages if the server ends a stream cleanly: <see cref="WireFollowEnd.CompletedByServer"/>.
    /// If not, the follower connects again. Default: null, which means false for server-sent events and true for all other streams.
    /// </summary>
    /// <remarks>
    /// A WebSocket that is closed with the status normal or none has ended cleanly. One that is closed with the status going away
    /// has not, and the follower connects again.
    /// </remarks>
    public bool? CompletesAtCleanEnd { get; init; }

    /// <summary>
    /// Gets whether a request that is not safe, such as POST, and a WebSocket can be repeated without a cursor. What the request
    /// causes can then happen again, and messages can arrive again. Default: false, which means that following ends with
    /// <see cref="WireFollowEnd.WentAway"/> if the connection is lost before there is a cursor.
    /// </summary>
    public bool RepeatsWithoutCursor { get; init; }

    /// <summary>
    /// Gets the number of attempts that can fail in a row. After the last one, following ends with
    /// <see cref="WireFollowEnd.WentAway"/>. <see cref="int.MaxValue"/> means no limit. Default: 10.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int MaxAttempts
    {
        get;
        init =>
            field =
                value > 0
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(MaxAttempts), value, "The value must be positive.");
    } = 10;

    /// <summary>
    /// Gets the shortest delay before an attempt. A <c>retry</c> line of server-sent events replaces it if it is longer. Default:
    /// one second.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or is longer than a day.</exception>
    public TimeSpan MinDelay
    {
        get;
        init => field = Delay(value, nameof(MinDelay));
    } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets the longest delay before an attempt. The delay is random, between the shortest one and a limit that doubles with each
    /// failed attempt up to this value. Only the server can ask for more, and the limit is never less than twice the shortest delay.
    /// Default: 30 seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or is longer than a day.</exception>
    public TimeSpan MaxDelay
    {
        get;
        init => field = Delay(value, nameof(MaxDelay));
    } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets the longest delay that the server can ask for, with a <c>retry</c> line or with the header Retry-After. If it asks for
    /// more, following ends with <see cref="WireFollowEnd.WentAway"/>. Default: one hour.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or is longer than a day.</exception>
    public TimeSpan MaxRequestedDelay
    {
        get;
        init => field = Delay(value, nameof(MaxRequestedDelay));
    } = TimeSpan.FromHours(1);

    /// <summary>
    /// Gets the maximum time until the server answers with its headers, or a WebSocket is open. After that, the attempt has failed.
    /// Default: 30 seconds. <see cref="Timeout.InfiniteTimeSpan"/> means no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither positive nor infinite, or is longer than 24 days.</exception>
    public TimeSpan ConnectTimeout
    {
        get;
        init => field = Argument.Timeout(value, nameof(ConnectTimeout));
    } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets the maximum time in which nothing arrives on an open connection. After that, the connection is taken for lost, and the
    /// follower connects again. All bytes count, also keep-alives. Time in which nobody is reading does not count. Default: null,
    /// which means one minute for HTTP and no limit for a WebSocket. <see cref="Timeout.InfiniteTimeSpan"/> means no limit.
    /// </summary>
    /// <remarks>
    /// Set it to at least twice the interval of the server's keep-alives. A WebSocket answers pings without telling the program, so
    /// only messages count there: set ClientWebSocketOptions.KeepAliveTimeout instead, which .NET 9 and later have.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither positive nor infinite, or is longer than 24 days.</exception>
    public TimeSpan? SilenceTimeout
    {
        get;
        init => field = value is { } time ? Argument.Timeout(time, nameof(SilenceTimeout)) : null;
    }

    /// <summary>
    /// Gets what chooses the random delays, such as a generator with a seed in a test. Followers that run at the same time must not
    /// share it. Default: null, which means a generator of the follower's own.
    /// </summary>
    public Random? Random { get; init; }

    /// <summary>
    /// Gets a callback for each change of <see cref="WireFollower{T}.Status"/>. The enumeration waits for it. If it throws, the
    /// exception is thrown to the caller that is reading.
    /// </summary>
    public Action<WireFollowStatus>? OnStatusChange { get; init; }

    private static TimeSpan Delay(TimeSpan value, string name) =>
        value > TimeSpan.Zero && value <= TimeSpan.FromDays(1)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "The value must be positive, and at most a day.");

    private bool PrintMembers(StringBuilder builder) =>
        builder.AppendMembers(
            $"Stream = {Stream}, Cursor = {Cursor}, CursorOf = {CursorOf}, IsEnd = {IsEnd}, CompletesAtCleanEnd = {CompletesAtCleanEnd}, RepeatsWithoutCursor = {RepeatsWithoutCursor}, MaxAttempts = {MaxAttempts}, MinDelay = {MinDelay}, MaxDelay = {MaxDelay}, MaxRequestedDelay = {MaxRequestedDelay}, ConnectTimeout = {ConnectTimeout}, SilenceTimeout = {SilenceTimeout}, Random = {Random}, OnStatusChange = {OnStatusChange}"
        );
}
