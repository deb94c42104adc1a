using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming.Following;

/// <summary>
/// The waits for messages of one connection, in one enumeration. They end when the caller cancels, when the follower is disposed,
/// and when nothing has arrived for too long. The connection is then closed, because a transport can ignore the token.
/// </summary>
internal sealed class FollowWait : IDisposable
{
    private static readonly TimeSpan ShortestTime = TimeSpan.FromMilliseconds(1);

    private readonly object _gate = new();
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly ITimer? _timer;
    private long _lastLife;
    private bool _isWaiting;
    private bool _isScheduled;
    private bool _isSilent;

    /// <param name="timeout">The time in which something must arrive, or infinite.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="close">Closes the connection. It does not throw.</param>
    /// <param name="caller">The token of the caller that is reading.</param>
    /// <param name="closing">The token that is cancelled when the follower is disposed.</param>
    public FollowWait(
        TimeSpan timeout,
        TimeProvider clock,
        Func<Task> close,
        CancellationToken caller,
        CancellationToken closing
    )
    {
        _timeout = timeout;
        _clock = clock;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller, closing);
        // Cancelling first calls what was registered last: the read ends before its transport is closed.
        _registration = _source.Token.Register(static state => _ = ((Func<Task>)state!)(), close);
        _timer =
            timeout == Timeout.InfiniteTimeSpan
                ? null
                : clock.CreateTimer(
                    static state => ((FollowWait)state!).OnTime(),
                    this,
                    Timeout.InfiniteTimeSpan,
                    Timeout.InfiniteTimeSpan
                );
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Gets whether the waits were ended, for one of the three reasons.</summary>
    public bool IsCancelled => _source.IsCancellationRequested;

    /// <summary>Gets whether nothing has arrived for too long.</summary>
    public bool IsSilent => Volatile.Read(ref _isSilent);

    /// <summary>Must be called when something has arrived.</summary>
    public void OnArrival() => Volatile.Write(ref _lastLife, _clock.GetTimestamp());

    /// <summary>Must be called when a wait begins.</summary>
    public void Begin()
    {
        if (_timer is null)
        {
            return;
        }

        OnArrival();
        lock (_gate)
        {
            _isWaiting = true;
            if (!_isScheduled)
            {
                Schedule(_timeout);
            }
        }
    }

    /// <summary>Must be called when a wait has ended.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isWaiting = false;
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _registration.Dispose();
        _source.Dispose();
    }

    private void Schedule(TimeSpan time)
    {
        _isScheduled = true;
        _timer!.Change(time > ShortestTime ? time : ShortestTime, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Handles the timer, which is not set again for each wait and each arrival, and so can be early.</summary>
    private void OnTime()
    {
        lock (_gate)
        {
            _isScheduled = false;
            if (!_isWaiting)
            {
                return;
            }

            TimeSpan rest = _timeout - _clock.GetElapsedTime(Volatile.Read(ref _lastLife));
            if (rest > TimeSpan.Zero)
            {
                Schedule(rest);
                return;
            }

            _isSilent = true;
        }

        // The waiting caller can continue from here, so the lock must not be held.
        Silence();
    }

    private void Silence()
    {
        try
        {
            TransportFault.Cancel(_source);
        }
        catch (ObjectDisposedException)
        {
            // The wait ended in the meantime.
        }
    }
}
