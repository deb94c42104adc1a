using System.Net.Sockets;
using System.Net.WebSockets;

namespace AgentWire.Streaming.Framing;

/// <summary>Bounds the time that one frame may take, and tells apart what can end the wait for its bytes.</summary>
internal sealed class FrameTimer : IDisposable
{
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource? _source;
    private bool _running;

    public FrameTimer(TimeSpan timeout, CancellationToken caller)
    {
        _timeout = timeout;
        _caller = caller;
        _source = timeout == Timeout.InfiniteTimeSpan ? null : CancellationTokenSource.CreateLinkedTokenSource(caller);
    }

    /// <summary>Ends a wait at the caller's wish, or at the end of the frame's time.</summary>
    public CancellationToken Token => _source?.Token ?? _caller;

    /// <summary>To be called before each wait.</summary>
    public void Wait(bool inFrame)
    {
        if (inFrame && !_running)
        {
            _running = true;
            _source?.CancelAfter(_timeout);
        }
    }

    /// <summary>To be called when a frame is complete.</summary>
    public void Stop()
    {
        if (_running)
        {
            _running = false;
            _source?.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>What a failed wait is reported as; null where the exception speaks for itself.</summary>
    public Exception? Translate(Exception exception, bool inFrame) =>
        exception switch
        {
            OperationCanceledException when _caller.IsCancellationRequested => new OperationCanceledException(
                exception.Message,
                exception,
                _caller
            ),
            OperationCanceledException when _source is { IsCancellationRequested: true } => new WireStreamException(
                WireStreamError.TimedOut,
                $"A message was not complete within {_timeout} of its first byte."
            ),
            WireStreamException => null,
            // A WebSocket that was aborted from elsewhere reports that as a cancellation.
            IOException or SocketException or WebSocketException or OperationCanceledException => inFrame
                ? WireStreamException.Truncated(exception)
                : WireStreamException.Disconnected(exception),
            _ => null,
        };

    public void Dispose() => _source?.Dispose();
}
