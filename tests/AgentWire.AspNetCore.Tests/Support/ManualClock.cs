namespace AgentWire.AspNetCore.Tests.Support;

/// <summary>Time that passes when a test says so.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<Timer> _timers = [];
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    public void Advance(TimeSpan time)
    {
        Timer[] due;
        lock (_lock)
        {
            Interlocked.Add(ref _now, time.Ticks);
            due = [.. _timers.Where(timer => timer.TryElapse(_now))];
        }

        foreach (Timer timer in due)
        {
            timer.Callback();
        }
    }

    private sealed class Timer(ManualClock clock, Action callback) : ITimer
    {
        private long? _due;
        private TimeSpan _period;

        public Action Callback { get; } = callback;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime.Ticks;
                _period = period;
            }

            return true;
        }

        /// <summary>Returns whether the timer is due. If so, its next time is set.</summary>
        public bool TryElapse(long now)
        {
            if (_due is null || now < _due)
            {
                return false;
            }

            _due = _period > TimeSpan.Zero ? now + _period.Ticks : null;
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
