using System.Text;
using AgentWire.CompilerServices;

namespace AgentWire.AspNetCore;

/// <summary>
/// Options for serving a stream of messages. Immutable. A new instance has the default settings. The codec determines the
/// maximum length of a message: <see cref="WireOptions.MaxMessageBytes"/>.
/// </summary>
public record WireServerOptions
{
    /// <summary>
    /// Gets the time of silence after which a keep-alive is sent, so that proxies and clients do not consider the connection
    /// dead. Default: 15 seconds. <see cref="Timeout.InfiniteTimeSpan"/> means no keep-alive.
    /// </summary>
    /// <remarks>
    /// In server-sent events, the keep-alive is the event that the dialect defines for it, or otherwise a comment. Between lines
    /// it is a blank line, and in a WebSocket a control frame.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither infinite nor from one millisecond to 24 days.</exception>
    public TimeSpan KeepAliveInterval
    {
        get;
        init => field = Duration(value, nameof(KeepAliveInterval));
    } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Gets the maximum time that a client can take to accept one message. A slower client is disconnected. Default: 30 seconds.
    /// <see cref="Timeout.InfiniteTimeSpan"/> means no limit. Over HTTP, the minimum data rate of the server also applies.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither infinite nor from one millisecond to 24 days.</exception>
    public TimeSpan SendTimeout
    {
        get;
        init => field = Duration(value, nameof(SendTimeout));
    } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets the maximum number of bytes that can be pending for a client, including the framing, in addition to those in the
    /// transport. Default: null, which means that no messages are pending and the producer waits for the client.
    /// </summary>
    /// <remarks>
    /// With a limit, sending never waits, which is useful for live messages. A client that would exceed the limit is disconnected
    /// immediately. A single message can be longer than the limit.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int? MaxPendingBytes
    {
        get;
        init =>
            field = value is null or > 0
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(MaxPendingBytes),
                    value,
                    "The value must be positive or null."
                );
    }

    /// <summary>
    /// Gets the maximum time that a connection can take to end before it is cut. Default: 5 seconds.
    /// <see cref="Timeout.InfiniteTimeSpan"/> means no limit; a client can then delay the stop of the server.
    /// </summary>
    /// <remarks>
    /// The limit applies to the closing handshake of a WebSocket and, over HTTP, to the message that is being sent when the
    /// server begins to stop. Twice this time after the server began to stop, the remaining connections are cut, and a producer
    /// or handler that ignores its cancelled token is abandoned.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither infinite nor from one millisecond to 24 days.</exception>
    public TimeSpan CloseTimeout
    {
        get;
        init => field = Duration(value, nameof(CloseTimeout));
    } = TimeSpan.FromSeconds(5);

    /// <summary>Gets the clock of all these times, except for the keep-alive of a WebSocket. Default: the system's clock.</summary>
    /// <exception cref="ArgumentNullException">The clock is null.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(TimeProvider));
    } = TimeProvider.System;

    /// <summary>Appends the members that have a value, for <see cref="object.ToString"/>.</summary>
    /// <param name="builder">The text to append to.</param>
    /// <returns>True, because there is always a member that has a value.</returns>
    protected virtual bool PrintMembers(StringBuilder builder) =>
        builder.AppendMembers(
            $"KeepAliveInterval = {KeepAliveInterval}, SendTimeout = {SendTimeout}, MaxPendingBytes = {MaxPendingBytes}, CloseTimeout = {CloseTimeout}, TimeProvider = {TimeProvider}"
        );

    private static TimeSpan Duration(TimeSpan value, string name) =>
        value == Timeout.InfiniteTimeSpan || (value.TotalMilliseconds >= 1 && value.TotalMilliseconds <= int.MaxValue)
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                "The value must be infinite, or from one millisecond to 24 days."
            );
}
