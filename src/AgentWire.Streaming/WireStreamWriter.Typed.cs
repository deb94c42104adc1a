using System.Runtime.CompilerServices;
using AgentWire.Runtime.Text;
using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming;

/// <summary>
/// Writes messages, each with one write and one flush. Safe for use by several at once: their messages follow one another
/// whole.
/// </summary>
/// <typeparam name="T">The contract type.</typeparam>
public sealed class WireStreamWriter<T> : IAsyncDisposable
    where T : notnull
{
    private readonly FrameSink _sink;
    private readonly WireFraming? _framing;
    private readonly WireCodec<T> _codec;
    private readonly PooledWriter _frame = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TransportGate _gate = new();
    private readonly CancellationTokenSource _cancel;
    private bool _broken;
    private bool _completed;

    internal WireStreamWriter(FrameSink sink, WireFraming? framing, WireCodec<T> codec, WireStreamOptions options)
    {
        _sink = sink;
        _framing = framing;
        _codec = codec;
        Options = options;
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(_gate.Closing);
    }

    /// <summary>The options that it was made with. Of these, writing goes by <see cref="WireStreamOptions.LeaveOpen"/> alone.</summary>
    public WireStreamOptions Options { get; }

    /// <summary>
    /// Writes a message. Ends when the transport has taken it: a peer that does not read makes this wait.
    /// </summary>
    /// <exception cref="ArgumentNullException">The message is null.</exception>
    /// <exception cref="WireException">The wire cannot carry the message. Nothing was written; the writer can be used on.</exception>
    /// <exception cref="WireStreamException">
    /// The transport failed, whatever it has thrown, or the writer was disposed while the transport had the message
    /// (<see cref="WireStreamError.Disconnected"/>); or that or a cancellation had happened before, when half a message may
    /// have gone out (<see cref="WireStreamError.Truncated"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// The token was cancelled. The message may have gone out in part, unless it was still waiting for its turn.
    /// </exception>
    /// <exception cref="ObjectDisposedException">
    /// The writer was disposed, before or while the message was waiting for its turn. Nothing of it went out.
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
            _codec.Write(_frame, message);
            _framing?.End(_frame);
            await SendAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>
    /// Writes what keeps an idle connection alive and is no message: in server-sent events the event that the dialect has for
    /// it, or a comment, and a blank line between lines.
    /// </summary>
    /// <exception cref="NotSupportedException">
    /// The framing has no such thing (<see cref="WireFraming.HasKeepAlive"/>); a WebSocket does it by itself.
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
    /// Tells the peer that no message follows, so that its reading ends cleanly: a WebSocket sends its close frame, a pipe is
    /// completed, a socket is shut down for sending (not on .NET Standard 2.0). Other streams can only be closed.
    /// </summary>
    /// <exception cref="WireStreamException">
    /// The transport failed, or the writer was disposed meanwhile (<see cref="WireStreamError.Disconnected"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed, before or while this was waiting for its turn.</exception>
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
    /// Closes what is written to, unless it is to be left open. A message that the transport has not taken yet is lost, and
    /// its writer sees the connection as lost. Does not throw; a failure of the transport as it is closed is ignored.
    /// </summary>
    /// <remarks>
    /// A transport that does not end a pending write at once has a second to do so; then the write is left to itself. The
    /// same is true of a WebSocket that is to be left open, which cancelling a send would abort. A pipe is completed with an
    /// exception where the last message may have gone out in part.
    /// </remarks>
    public ValueTask DisposeAsync() =>
        _gate.CloseAsync(
            () => Options.LeaveOpen ? default : _sink.AbortAsync(),
            () => Options.LeaveOpen ? default : _sink.CloseAsync(_broken),
            isEnded: _sink.SurvivesCancellation || !Options.LeaveOpen
        );

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
                ? new WireStreamException(WireStreamError.Truncated, "An earlier message may have gone out in part.")
            : null;
        if (refusal is not null)
        {
            _turn.Release();
            throw refusal;
        }
    }

    private void Leave()
    {
        // A write that was left to itself still reads the frame's memory.
        if (!_gate.IsAbandoned)
        {
            _frame.Release();
        }

        _turn.Release();
    }

    /// <summary>Enters for the one call of the transport that follows.</summary>
    private void EnterTransport()
    {
        if (!_gate.TryEnter())
        {
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

    /// <summary>One call of the transport, and the one place where its exceptions are translated.</summary>
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
                    // Cancelled after the last byte: the token of all further calls is cancelled too.
                    _cancel.Token.ThrowIfCancellationRequested();
                }
            }
        }
        catch (Exception exception) when (TransportFault.Is(exception))
        {
            throw exception is OperationCanceledException && caller.IsCancellationRequested
                ? new OperationCanceledException(exception.Message, exception, caller)
            : _gate.IsClosing ? WireStreamException.Closed(exception)
            : WireStreamException.Disconnected(exception);
        }

        _broken = false;
        return true;
    }

    /// <summary>Lets the caller's token cancel the call that is under way, without a token source for each.</summary>
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
