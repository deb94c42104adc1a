using System.ComponentModel;
using System.Diagnostics;
using AgentWire.Streaming.Telemetry;

namespace AgentWire.Streaming;

/// <summary>
/// The telemetry of one stream or connection, for packages that serve streams. A reader, writer or connection without it
/// reports itself. If nobody listened when the stream was opened, all methods do nothing.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WireStreamTelemetry
{
    private static readonly WireStreamTelemetry None = new();

    private readonly object _lock = new();
    private readonly WireCodec? _codec;
    private readonly WireFraming? _framing;
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly Activity? _activity;
    private readonly long _openedAt;
    private readonly bool _isServed;
    private readonly bool _isActive;
    private StreamParts _open;
    private WireCloseReason? _reason;
    private Exception? _exception;
    private long _received;
    private long _sent;

    private WireStreamTelemetry() { }

    private WireStreamTelemetry(WireCodec codec, WireFraming? framing, StreamParts parts, TimeProvider clock)
    {
        _codec = codec;
        _framing = framing;
        _open = parts;
        _isServed = parts == StreamParts.Served;
        _clock = clock;
        _openedAt = clock.GetTimestamp();
        _activity = StartActivity(codec, framing, parts);
        Instruments.Opened.Add(1, Attributes.Dialect(codec), Attributes.Framing(framing));
        _isActive = Instruments.Active.Enabled;
        if (_isActive)
        {
            Instruments.Active.Add(1, Attributes.Dialect(codec), Attributes.Framing(framing));
        }
    }

    /// <summary>Gets whether somebody listened when the stream was opened.</summary>
    internal bool IsOn => _codec is not null;

    /// <summary>
    /// Opens the telemetry of a stream that is served. Its activity becomes the current one, until <see cref="Close"/> is called.
    /// </summary>
    /// <param name="codec">The codec of the messages. For both directions, that of the messages from the client.</param>
    /// <param name="framing">The framing, or null for a WebSocket.</param>
    /// <param name="clock">The clock of the time to the first message.</param>
    /// <exception cref="ArgumentNullException">The codec or the clock is null.</exception>
    public static WireStreamTelemetry Serve(WireCodec codec, WireFraming? framing, TimeProvider clock) =>
        Open(
            Argument.NotNull(codec, nameof(codec)),
            framing,
            StreamParts.Served,
            Argument.NotNull(clock, nameof(clock))
        );

    /// <summary>Closes the telemetry of a stream that is served. Only the first call counts.</summary>
    /// <param name="reason">Why the stream was closed.</param>
    /// <param name="exception">The exception that closed it, or null if there is none. Its type is reported, but not its message.</param>
    public void Close(WireCloseReason reason, Exception? exception = null) =>
        End(StreamParts.Served, reason, exception);

    /// <summary>Opens the telemetry of a stream that reports itself. It is closed when all of its parts have ended.</summary>
    internal static WireStreamTelemetry Open(
        WireCodec codec,
        WireFraming? framing,
        StreamParts parts,
        TimeProvider clock
    ) => Instruments.CountStreams ? new(codec, framing, parts, clock) : None;

    /// <summary>Ends a part of the stream. If the parts end for different reasons, the first one counts, or the first failure.</summary>
    internal void End(StreamParts part, WireCloseReason reason, Exception? exception = null)
    {
        if (!IsOn)
        {
            return;
        }

        lock (_lock)
        {
            if ((_open & part) == StreamParts.None)
            {
                return;
            }

            _open &= ~part;
            if (_reason is null || (!IsFailure(_reason.Value) && IsFailure(reason)))
            {
                (_reason, _exception) = (reason, exception);
            }

            if (_open != StreamParts.None)
            {
                return;
            }
        }

        OnClosed(_reason.Value);
    }

    /// <summary>Records that a message was received.</summary>
    internal void OnReceived() => OnMessages(ref _received, 1, Attributes.Receive);

    /// <summary>Records that messages were sent.</summary>
    internal void OnSent(int messages) => OnMessages(ref _sent, messages, Attributes.Transmit);

    private void OnMessages(ref long count, int messages, string direction)
    {
        if (IsOn && Interlocked.Add(ref count, messages) == messages)
        {
            Instruments.TimeToFirstMessage.Record(
                _clock.GetElapsedTime(_openedAt).TotalSeconds,
                Attributes.Dialect(_codec!),
                Attributes.Framing(_framing),
                Attributes.Direction(direction)
            );
        }
    }

    private bool IsFailure(WireCloseReason reason) =>
        reason switch
        {
            WireCloseReason.Completed => false,
            WireCloseReason.Disposed => false,
            WireCloseReason.Cancelled => false,
            WireCloseReason.ServerStopping => false,
            // A client can leave whenever it wants.
            WireCloseReason.Disconnected => !_isServed,
            _ => true,
        };

    private void OnClosed(WireCloseReason reason)
    {
        if (_isActive)
        {
            Instruments.Active.Add(-1, Attributes.Dialect(_codec!), Attributes.Framing(_framing));
        }

        Instruments.Closed.Add(1, Attributes.Dialect(_codec!), Attributes.Framing(_framing), Attributes.Reason(reason));
        if (reason == WireCloseReason.SlowClient)
        {
            Instruments.SlowClients.Add(1, Attributes.Dialect(_codec!), Attributes.Framing(_framing));
        }

        if (_activity is not null)
        {
            StopActivity(_activity, reason);
        }
    }

    private static Activity? StartActivity(WireCodec codec, WireFraming? framing, StreamParts parts)
    {
        Activity? current = Activity.Current;
        Activity? activity = Instruments.Source.StartActivity(
            Instruments.ActivityName,
            parts == StreamParts.Served ? ActivityKind.Server
                : (parts & StreamParts.Reader) != StreamParts.None ? ActivityKind.Client
                : ActivityKind.Internal
        );
        if (activity is { IsAllDataRequested: true })
        {
            activity.DisplayName = $"stream {codec.Dialect}";
            activity.SetTag(Attributes.DialectName, codec.Dialect);
            activity.SetTag(Attributes.FramingName, Attributes.NameOf(framing));
        }

        if (parts != StreamParts.Served)
        {
            // The caller goes on with other work, which is not a part of the stream.
            Activity.Current = current;
        }

        return activity;
    }

    private void StopActivity(Activity activity, WireCloseReason reason)
    {
        if (activity.IsAllDataRequested)
        {
            string name = Attributes.NameOf(reason);
            activity.SetTag(Attributes.CloseReason, name);
            activity.SetTag(Attributes.ReceivedMessages, Interlocked.Read(ref _received));
            activity.SetTag(Attributes.SentMessages, Interlocked.Read(ref _sent));
            if (IsFailure(reason))
            {
                Exception? exception = reason == WireCloseReason.ServerError ? _exception : null;
                activity.SetTag(Attributes.ErrorType, exception?.GetType().FullName ?? name);
                activity.SetStatus(ActivityStatusCode.Error);
            }
        }

        // Stopping sets the current activity to what it was at the start, but the caller can be somewhere else by now.
        Activity? current = Activity.Current;
        activity.Stop();
        if (current != activity)
        {
            Activity.Current = current;
        }
    }
}
