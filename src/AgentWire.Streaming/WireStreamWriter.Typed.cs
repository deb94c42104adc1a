using System.Net.Sockets;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using AgentWire.Json;
using AgentWire.Streaming.Framing;
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
    private readonly bool _leaveOpen;
    private readonly PooledWriter _frame = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _broken;
    private bool _completed;
    private int _disposed;

    internal WireStreamWriter(FrameSink sink, WireFraming? framing, WireCodec<T> codec, bool leaveOpen)
    {
        _sink = sink;
        _framing = framing;
        _codec = codec;
        _leaveOpen = leaveOpen;
    }

    /// <summary>
    /// Writes a message. Ends when the transport has taken it: a peer that does not read makes this wait.
    /// </summary>
    /// <exception cref="ArgumentNullException">The message is null.</exception>
    /// <exception cref="WireException">The wire cannot carry the message. Nothing was written; the writer can be used on.</exception>
    /// <exception cref="WireStreamException">
    /// The transport failed (<see cref="WireStreamError.Disconnected"/>), or had failed or was cancelled before, when half
    /// a message may have gone out (<see cref="WireStreamError.Truncated"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// The token was cancelled. The message may have gone out in part, unless it was still waiting for its turn.
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
    /// <exception cref="WireStreamException">The transport failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_completed && !_broken)
            {
                _completed = true;
                await _sink.CompleteAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (IsOfTransport(exception))
        {
            throw WireStreamException.Disconnected(exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Closes what is written to, unless it is to be left open.</summary>
    public ValueTask DisposeAsync() =>
        Interlocked.Exchange(ref _disposed, 1) != 0 || _leaveOpen ? default : _sink.CloseAsync();

    private static bool IsOfTransport(Exception exception) =>
        exception is (IOException and not WireStreamException) or SocketException or WebSocketException;

#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
#endif
    private async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        Exception? refusal =
            _disposed != 0 ? new ObjectDisposedException(nameof(WireStreamWriter))
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
        _frame.Release();
        _turn.Release();
    }

#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
#endif
    private async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _broken = true;
        try
        {
            await _sink.WriteAsync(_frame.Segment, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfTransport(exception))
        {
            throw WireStreamException.Disconnected(exception);
        }

        _broken = false;
    }
}
