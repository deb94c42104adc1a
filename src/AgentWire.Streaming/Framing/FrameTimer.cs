using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming.Framing;

/// <summary>
/// Limits the time that one message can take to arrive, and distinguishes the reasons that can end the wait for its bytes.
/// </summary>
internal sealed class FrameTimer : IDisposable
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly object _gate = new();
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _caller;
    private readonly CancellationToken _closing;
    private readonly bool _closingEndsWait;
    private readonly CancellationTokenRegistration _callerRegistration;
    private readonly CancellationTokenRegistration _closingRegistration;
    private CancellationTokenSource? _source;
    private ITimer? _timer;
    private long _startedAt;
    private bool _running;
    private bool _expired;
    private bool _wasLate;

    /// <param name="options">The options with the time limit of a message, and the clock.</param>
    /// <param name="closingEndsWait">Whether the token ends the wait when the reader is disposed. If not, something else does.</param>
    /// <param name="caller">The token of the caller that is reading.</param>
    /// <param name="closing">The token that is cancelled when the reader is disposed.</param>
    public FrameTimer(
        WireStreamOptions options,
        bool closingEndsWait,
        CancellationToken caller,
        CancellationToken closing
    )
    {
        _timeout = options.FrameTimeout;
        _clock = options.TimeProvider;
        _caller = caller;
        _closing = closing;
        _closingEndsWait = closingEndsWait;
        if (_timeout != Timeout.InfiniteTimeSpan || closingEndsWait)
        {
            _source = new();
            _callerRegistration = caller.Register(static state => ((FrameTimer)state!).OnCancelled(), this);
        }

        if (closingEndsWait)
        {
            _closingRegistration = closing.Register(static state => ((FrameTimer)state!).OnCancelled(), this);
        }
    }

    /// <summary>Gets a token that ends a wait: when the caller cancels, when the time of the message is over, or when the reader is disposed.</summary>
    public CancellationToken Token => _source?.Token ?? _caller;

    /// <summary>Gets whether the time of the current message is over.</summary>
    public bool HasExpired => Volatile.Read(ref _expired);

    /// <summary>Must be called before each wait.</summary>
    /// <exception cref="WireStreamException">The time of the current message is over, or the reader was disposed.</exception>
    public void Wait(bool inMessage)
    {
        if (_closing.IsCancellationRequested)
        {
            // An abandoned wait does not continue.
            throw WireStreamException.Closed();
        }

        if (!inMessage)
        {
            Stop();
        }
        else if (HasExpired)
        {
            throw TimedOut();
        }
        else if (!_running && _timeout != Timeout.InfiniteTimeSpan)
        {
            Start();
        }
    }

    /// <summary>Must be called when a message is complete, even if its time is over by then.</summary>
    public void Stop()
    {
        if (!_running)
        {
            return;
        }

        lock (_gate)
        {
            _running = false;
            _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (!_expired)
            {
                return;
            }

            _expired = false;
            _wasLate = true;
            _source = new();
        }

        // A cancellation may have reached the source before.
        if (_caller.IsCancellationRequested || (_closingEndsWait && _closing.IsCancellationRequested))
        {
            TransportFault.Cancel(_source);
        }
    }

    /// <summary>
    /// Returns whether the time of a message ended since the last call, although the message was complete. A wait that was told
    /// to end can then end at the next call.
    /// </summary>
    public bool TakeLate()
    {
        bool was = _wasLate;
        _wasLate = false;
        return was;
    }

    /// <summary>Translates an exception that the transport has thrown during a wait.</summary>
    public Exception Translate(Exception exception, bool inFrame)
    {
        bool isCancellation = exception is OperationCanceledException;
        return isCancellation && _caller.IsCancellationRequested
                ? new OperationCanceledException(exception.Message, exception, _caller)
            : _closing.IsCancellationRequested ? WireStreamException.Closed(exception)
            : HasExpired ? TimedOut(exception)
            : inFrame ? WireStreamException.Truncated(exception)
            : WireStreamException.Disconnected(exception);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _running = false;
            _timer?.Dispose();
        }

        _callerRegistration.Dispose();
        _closingRegistration.Dispose();
    }

    private void Start()
    {
        lock (_gate)
        {
            _running = true;
            _startedAt = _clock.GetTimestamp();
            _timer ??= _clock.CreateTimer(
                static state => ((FrameTimer)state!).OnTime(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
            _timer.Change(_timeout, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnCancelled()
    {
        CancellationTokenSource source;
        lock (_gate)
        {
            source = _source!;
        }

        // The waiting caller can continue from here, so the lock must not be held.
        TransportFault.Cancel(source);
    }

    /// <summary>Handles the timer, which can be late and belong to an earlier message.</summary>
    private void OnTime()
    {
        CancellationTokenSource source;
        lock (_gate)
        {
            if (!_running || _expired)
            {
                return;
            }

            TimeSpan rest = _timeout - _clock.GetElapsedTime(_startedAt);
            if (rest > TimeSpan.Zero)
            {
                _timer!.Change(rest > ShortestWait ? rest : ShortestWait, Timeout.InfiniteTimeSpan);
                return;
            }

            _expired = true;
            source = _source!;
        }

        TransportFault.Cancel(source);
    }

    private WireStreamException TimedOut(Exception? inner = null) =>
        new(WireStreamError.TimedOut, $"A message was not complete within {_timeout} of its first byte.", inner);
}
