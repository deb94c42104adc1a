using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming.Framing;

/// <summary>
/// Bounds the time that one message may take while it is waited for, and tells apart what can end the wait for its bytes.
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

    /// <param name="options">Have the time of one message, and the clock.</param>
    /// <param name="closingEndsWait">Whether disposing the reader is to end a wait by the token; otherwise something else does.</param>
    /// <param name="caller">The token of whoever reads.</param>
    /// <param name="closing">Cancelled when the reader is disposed.</param>
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

    /// <summary>Ends a wait at the caller's wish, at the end of the message's time, or when the reader is disposed.</summary>
    public CancellationToken Token => _source?.Token ?? _caller;

    /// <summary>Whether the time of the message under way has run out.</summary>
    public bool HasExpired => Volatile.Read(ref _expired);

    /// <summary>To be called before each wait.</summary>
    /// <exception cref="WireStreamException">A message is under way, and its time has run out; or the reader was disposed.</exception>
    public void Wait(bool inMessage)
    {
        if (_closing.IsCancellationRequested)
        {
            // A wait that was left to itself goes no further.
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

    /// <summary>To be called when a message is complete, whether its time has run out meanwhile or not.</summary>
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

        // What ends a wait may have gone to the source before.
        if (_caller.IsCancellationRequested || (_closingEndsWait && _closing.IsCancellationRequested))
        {
            TransportFault.Cancel(_source);
        }
    }

    /// <summary>
    /// Whether the time of a message ran out since the last call, when the message was complete: what was told to end its wait
    /// by then may do so at the next.
    /// </summary>
    public bool TakeLate()
    {
        bool was = _wasLate;
        _wasLate = false;
        return was;
    }

    /// <summary>What is thrown for whatever the transport has thrown during a wait.</summary>
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

        // Whoever waits may go on from here: not with the lock.
        TransportFault.Cancel(source);
    }

    /// <summary>The timer may have been set for an earlier message, and be late.</summary>
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
