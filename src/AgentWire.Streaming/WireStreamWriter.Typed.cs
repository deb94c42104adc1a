using System.Runtime.CompilerServices;
using AgentWire.Runtime.Text;
using AgentWire.Streaming.Telemetry;
using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming;

/// <summary>
/// Writes messages, each with one write and one flush. Several callers can write at the same time; their messages are not
/// mixed.
/// </summary>
/// <typeparam name="T">The contract type.</typeparam>
public sealed class WireStreamWriter<T> : IAsyncDisposable
    where T : notnull
{
    // Large enough to make the costs of a write small, and small enough for a slow client to accept it in time.
    private const int BatchBytes = 32 * 1024;

    private readonly FrameSink _sink;
    private readonly WireFraming? _framing;
    private readonly WireCodec<T> _codec;
    private readonly PooledWriter _frame = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TransportGate _gate = new();
    private readonly CancellationTokenSource _cancel;
    private bool _broken;
    private bool _completed;
    private int _messageBytes;

    internal WireStreamWriter(FrameSink sink, WireFraming? framing, WireCodec<T> codec, WireStreamOptions options)
    {
        _sink = sink;
        _framing = framing;
        _codec = codec;
        Telemetry = options.Telemetry;
        Options = options.WithoutTelemetry();
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(_gate.Closing);
    }

    /// <summary>Gets the options that the writer was created with. A writer uses only <see cref="WireStreamOptions.LeaveOpen"/>.</summary>
    public WireStreamOptions Options { get; }

    /// <summary>Gets or sets the telemetry of the stream, which is opened by the first write unless it is set before.</summary>
    internal WireStreamTelemetry? Telemetry { get; set; }

    /// <summary>
    /// Writes a message. The task completes when the transport has accepted the message, so a peer that does not read makes this
    /// method wait.
    /// </summary>
    /// <exception cref="ArgumentNullException">The message is null.</exception>
    /// <exception cref="WireException">The message cannot be written. Nothing was sent, and the writer can still be used.</exception>
    /// <exception cref="WireStreamException">
    /// The transport failed, or the writer was disposed while the transport was sending the message
    /// (<see cref="WireStreamError.Disconnected"/>); or an earlier write failed or was cancelled, so that a message may have
    /// been sent only in part (<see cref="WireStreamError.Truncated"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// The token was cancelled. A part of the message may have been sent, unless it was still waiting for its turn.
    /// </exception>
    /// <exception cref="ObjectDisposedException">
    /// The writer was disposed, either before the call or while the message was waiting for its turn. Nothing was sent.
    /// </exception>
    /// <exception cref="InvalidOperationException">The writer was completed.</exception>
#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
#endif
    public async ValueTask WriteAsync(T message, CancellationToken cancellationToken = default)
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _framing?.Begin(_frame);
            _messageBytes = -_frame.Segment.Count;
            _codec.Write(_frame, message);
            _messageBytes += _frame.Segment.Count;
            _framing?.End(_frame, 0);
            Telemetry ??= Open();
            await SendAsync(cancellationToken).ConfigureAwait(false);
            MessageCount.Sent(Telemetry, _codec, _framing, _messageBytes);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>
    /// Writes what a reader of a log can read without waiting, if there is something. Messages that are there together are sent with few
    /// writes; over a WebSocket each is a message of its own. In server-sent events each has its position as <c>id</c>, if the dialect
    /// allows ids and the message is not within a snapshot.
    /// </summary>
    /// <param name="reader">The reader, of a log with the same contract type.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <exception cref="ArgumentNullException">The reader is null.</exception>
    /// <exception cref="WireStreamException">As for <see cref="WriteAsync"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled. Messages that were read may have been sent, or not.</exception>
    /// <exception cref="ObjectDisposedException">As for <see cref="WriteAsync"/>.</exception>
    /// <exception cref="InvalidOperationException">The writer was completed.</exception>
#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
#endif
    public async ValueTask WriteFromAsync(WireLogReader<T> reader, CancellationToken cancellationToken = default)
    {
        Argument.NotNull(reader, nameof(reader));
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (Fill(reader, out int messages))
            {
                Telemetry ??= Open();
                await SendAsync(cancellationToken).ConfigureAwait(false);
                MessageCount.Sent(Telemetry, _codec, _framing, _messageBytes, messages);
                _frame.Clear();
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>
    /// Writes a keep-alive, which is not a message. In server-sent events it is the event that the dialect defines for it, or
    /// otherwise a comment. Between lines it is a blank line.
    /// </summary>
    /// <exception cref="NotSupportedException">
    /// The framing has no keep-alive (<see cref="WireFraming.HasKeepAlive"/>). A WebSocket sends its own.
    /// </exception>
    /// <exception cref="WireStreamException">As for <see cref="WriteAsync"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">As for <see cref="WriteAsync"/>.</exception>
    /// <exception cref="InvalidOperationException">The writer was completed.</exception>
    public async ValueTask WriteKeepAliveAsync(CancellationToken cancellationToken = default)
    {
        if (_framing is not { HasKeepAlive: true })
        {
            throw new NotSupportedException("This framing has no keep-alive.");
        }

        await EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _framing.KeepAlive(_frame, _codec.ServerSentEvents);
            await SendAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>
    /// Tells the peer that no message follows, so that its stream ends cleanly. A WebSocket sends its close frame, a pipe is
    /// completed, and a socket is shut down for sending (not on .NET Standard 2.0). Other streams can only be closed.
    /// </summary>
    /// <exception cref="WireStreamException">
    /// The transport failed, or the writer was disposed in the meantime (<see cref="WireStreamError.Disconnected"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed, either before the call or while it was waiting for its turn.</exception>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_gate.IsClosing)
            {
                throw Disposed();
            }

            if (!_completed && !_broken)
            {
                EnterTransport();
                _completed = true;
                await _gate.LeaveAfter(CallAsync(completes: true, cancellationToken)).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Closes the transport, unless <see cref="WireStreamOptions.LeaveOpen"/> is set. A message that the transport has not yet
    /// accepted is lost, and its caller gets <see cref="WireStreamError.Disconnected"/>. The method does not throw. If the
    /// transport fails while it is closed, the failure is ignored.
    /// </summary>
    /// <remarks>
    /// A transport that does not end a pending write immediately has one second to do so. After that, the write is abandoned. The
    /// same applies to a WebSocket that stays open, because cancelling a send would abort it. If the last message may have been
    /// sent only in part, a pipe is completed with an exception.
    /// </remarks>
    public ValueTask DisposeAsync()
    {
        ValueTask closing = _gate.CloseAsync(
            () => Options.LeaveOpen ? default : _sink.AbortAsync(),
            () => Options.LeaveOpen ? default : _sink.CloseAsync(_broken),
            isEnded: _sink.SurvivesCancellation || !Options.LeaveOpen
        );
        Telemetry?.End(StreamParts.Writer, WireCloseReason.Disposed);
        return closing;
    }

    private WireStreamTelemetry Open() =>
        WireStreamTelemetry.Open(_codec, _framing, StreamParts.Writer, Options.TimeProvider);

    /// <summary>Puts the next messages of a log into the frame. Returns false if none is there.</summary>
    private bool Fill(WireLogReader<T> reader, out int messages)
    {
        messages = 0;
        _messageBytes = 0;
        while (_frame.Written.Length < BatchBytes && reader.TryRead(out WireLogItem<T> item))
        {
            if (item.Kind == WireLogItemKind.SnapshotStart)
            {
                continue;
            }

            if (item.Position is { } position && _codec.ServerSentEvents.HasIds)
            {
                _framing?.Position(_frame, position);
            }

            int start = _frame.Written.Length;
            _framing?.Begin(_frame);
            _frame.Write(item.Utf8.Span);
            _framing?.End(_frame, start);
            _messageBytes += item.Utf8.Length;
            messages++;
            if (_framing is null)
            {
                break;
            }
        }

        return messages > 0;
    }

    private static ObjectDisposedException Disposed() => new(nameof(WireStreamWriter));

#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
#endif
    private async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        Exception? refusal =
            _gate.IsClosing ? Disposed()
            : _completed ? new InvalidOperationException("The writer was completed.")
            : _broken
                ? new WireStreamException(
                    WireStreamError.Truncated,
                    "An earlier message may have been sent only in part."
                )
            : null;
        if (refusal is not null)
        {
            _turn.Release();
            throw refusal;
        }
    }

    private void Leave()
    {
        // An abandoned write still reads the memory of the frame.
        if (!_gate.IsAbandoned)
        {
            _frame.Release();
        }

        _turn.Release();
    }

    /// <summary>Enters the gate for the one call of the transport that follows.</summary>
    private void EnterTransport()
    {
        if (!_gate.TryEnter())
        {
            // The writer was disposed when the first write had just opened it.
            Telemetry?.End(StreamParts.Writer, WireCloseReason.Disposed);
            throw Disposed();
        }
    }

    private ValueTask<bool> SendAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        EnterTransport();
        _broken = true;
        return _gate.LeaveAfter(CallAsync(completes: false, cancellationToken));
    }

    /// <summary>Makes a call of the transport. This is the only place where its exceptions are translated.</summary>
#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
#endif
    private async ValueTask<bool> CallAsync(bool completes, CancellationToken caller)
    {
        CancellationToken token = _sink.SurvivesCancellation ? _cancel.Token : caller;
        try
        {
            ValueTask call = completes ? _sink.CompleteAsync(token) : _sink.WriteAsync(_frame.Segment, token);
            if (call.IsCompletedSuccessfully)
            {
                call.GetAwaiter().GetResult();
            }
            else
            {
                using (CancelWith(caller))
                {
                    await call.ConfigureAwait(false);
                }

                if (!_gate.IsClosing)
                {
                    // If the cancellation came after the last byte, all further calls are cancelled too, because they use the same token.
                    _cancel.Token.ThrowIfCancellationRequested();
                }
            }
        }
        catch (Exception exception) when (TransportFault.Is(exception))
        {
            bool isCancelled = exception is OperationCanceledException && caller.IsCancellationRequested;
            Telemetry?.End(
                StreamParts.Writer,
                isCancelled ? WireCloseReason.Cancelled
                    : _gate.IsClosing ? WireCloseReason.Disposed
                    : WireCloseReason.Disconnected
            );
            throw isCancelled ? new OperationCanceledException(exception.Message, exception, caller)
            : _gate.IsClosing ? WireStreamException.Closed(exception)
            : WireStreamException.Disconnected(exception);
        }

        if (completes)
        {
            Telemetry?.End(StreamParts.Writer, WireCloseReason.Completed);
        }

        _broken = false;
        return true;
    }

    /// <summary>Connects the caller's token to the current call, without a new token source for each call.</summary>
    private CancellationTokenRegistration CancelWith(CancellationToken caller)
    {
        if (!_sink.SurvivesCancellation)
        {
            return default;
        }
#if NET
        return caller.UnsafeRegister(static state => TransportFault.Cancel((CancellationTokenSource)state!), _cancel);
#else
        return caller.Register(static state => TransportFault.Cancel((CancellationTokenSource)state!), _cancel, false);
#endif
    }
}
