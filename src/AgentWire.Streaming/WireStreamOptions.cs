using System.ComponentModel;
using System.Text;
using AgentWire.CompilerServices;

namespace AgentWire.Streaming;

/// <summary>
/// Options for reading messages from a stream and writing them to it. Immutable. The codec determines the maximum length of
/// a message: <see cref="WireOptions.MaxMessageBytes"/>.
/// </summary>
public sealed record WireStreamOptions
{
    /// <summary>Gets the default options.</summary>
    public static WireStreamOptions Default { get; } = new();

    /// <summary>
    /// Gets a callback for each message that is not valid. The message is then skipped. If the callback throws, the exception is
    /// thrown to the caller that is reading. Default: null, which throws the <see cref="WireException"/>; a new enumeration
    /// continues after the message.
    /// </summary>
    /// <remarks>
    /// A client of AgentWire.Clients does not skip messages: it calls the callback, and the request fails.
    /// </remarks>
    public Action<UnreadableMessage>? OnUnreadable { get; init; }

    /// <summary>
    /// Gets the maximum time between the first and the last byte of a message. Default: one minute.
    /// <see cref="Timeout.InfiniteTimeSpan"/> means no limit.
    /// </summary>
    /// <remarks>
    /// Time in which nobody is reading does not count. The time between two messages has no limit, even if it contains data
    /// that is not a message. The first byte is the first byte of a line that is not white space, the first byte of a data line
    /// in server-sent events, or the first byte of the length before a message.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither positive nor infinite, or is longer than 24 days.</exception>
    public TimeSpan FrameTimeout
    {
        get;
        init => field = Argument.Timeout(value, nameof(FrameTimeout));
    } = TimeSpan.FromMinutes(1);

    /// <summary>Gets the clock of <see cref="FrameTimeout"/>. Default: the system's clock.</summary>
    /// <exception cref="ArgumentNullException">The clock is null.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(TimeProvider));
    } = TimeProvider.System;

    /// <summary>Gets whether the stream, pipe or socket stays open when its reader, writer or connection is disposed. Default: false.</summary>
    public bool LeaveOpen { get; init; }

    /// <summary>
    /// Gets the telemetry of the stream, for packages that serve streams. Default: null, which means that the reader, writer or
    /// connection reports itself.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public WireStreamTelemetry? Telemetry { get; init; }

    /// <summary>Returns options that can be used for other streams, or the same options if nobody listens to this one.</summary>
    internal WireStreamOptions WithoutTelemetry() =>
        Telemetry is { IsOn: true } ? this with { Telemetry = null } : this;

    private bool PrintMembers(StringBuilder builder) =>
        builder.AppendMembers(
            $"OnUnreadable = {OnUnreadable}, FrameTimeout = {FrameTimeout}, TimeProvider = {TimeProvider}, LeaveOpen = {LeaveOpen}"
        );
}
