using System.Threading.Tasks.Sources;

namespace AgentWire.Streaming.Logs;

/// <summary>
/// The readers that wait for the next message of a log in memory. Waiting allocates nothing: a waiter that has returned is used
/// again. There are as many waiters as readers have waited at the same time.
/// </summary>
/// <param name="gate">The lock of the log.</param>
internal sealed class LogWaiters(object gate)
{
    private Waiter? _waiting;
    private Waiter? _free;

    /// <summary>Adds a waiter. The caller holds the lock, and starts the waiter without it.</summary>
    public Waiter Add()
    {
        Waiter waiter = _free ?? new(this);
        _free = waiter.Next;
        waiter.Previous = null;
        waiter.Next = _waiting;
        if (_waiting is not null)
        {
            _waiting.Previous = waiter;
        }

        _waiting = waiter;
        waiter.IsWaiting = true;
        return waiter;
    }

    /// <summary>Removes all waiters. The caller holds the lock, and wakes them without it.</summary>
    public Waiter? TakeAll()
    {
        Waiter? first = _waiting;
        _waiting = null;
        for (Waiter? waiter = first; waiter is not null; waiter = waiter.Next)
        {
            waiter.IsWaiting = false;
        }

        return first;
    }

    /// <summary>Wakes waiters that were removed.</summary>
    /// <param name="first">The first of them, or null.</param>
    /// <param name="exception">The exception that they throw, or null.</param>
    public static void Wake(Waiter? first, Exception? exception = null)
    {
        while (first is not null)
        {
            // A waiter can be used again as soon as it has been woken.
            Waiter? next = first.Next;
            first.Wake(exception);
            first = next;
        }
    }

    private void Cancel(Waiter waiter)
    {
        lock (gate)
        {
            if (!waiter.IsWaiting)
            {
                return;
            }

            waiter.IsWaiting = false;
            if (waiter.Next is not null)
            {
                waiter.Next.Previous = waiter.Previous;
            }

            if (waiter.Previous is null)
            {
                _waiting = waiter.Next;
            }
            else
            {
                waiter.Previous.Next = waiter.Next;
            }
        }

        waiter.WakeCancelled();
    }

    private void Free(Waiter waiter)
    {
        lock (gate)
        {
            waiter.Next = _free;
            _free = waiter;
        }
    }

    /// <summary>A reader that waits.</summary>
    internal sealed class Waiter(LogWaiters waiters) : IValueTaskSource
    {
        // Neither an appender nor whoever cancels runs the code of a reader.
        private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
        private CancellationToken _token;
        private CancellationTokenRegistration _registration;

        /// <summary>Gets or sets the next waiter: of those that wait, of those that are being woken, or of the free ones.</summary>
        public Waiter? Next { get; set; }

        public Waiter? Previous { get; set; }

        public bool IsWaiting { get; set; }

        public ValueTask Start(CancellationToken cancellationToken)
        {
            short version = _core.Version;
            _token = cancellationToken;
#if NET
            _registration = cancellationToken.UnsafeRegister(static state => Cancel((Waiter)state!), this);
#else
            _registration = cancellationToken.Register(static state => Cancel((Waiter)state!), this, false);
#endif
            return new ValueTask(this, version);
        }

        public void Wake(Exception? exception)
        {
            if (exception is null)
            {
                _core.SetResult(true);
            }
            else
            {
                _core.SetException(exception);
            }
        }

        public void WakeCancelled() => _core.SetException(new OperationCanceledException(_token));

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(
            Action<object?> continuation,
            object? state,
            short token,
            ValueTaskSourceOnCompletedFlags flags
        ) => _core.OnCompleted(continuation, state, token, flags);

        public void GetResult(short token)
        {
            if (_core.GetStatus(token) == ValueTaskSourceStatus.Pending)
            {
                throw new InvalidOperationException("The wait has not ended.");
            }

            // Waits for a cancellation that is under way, which still refers to this wait.
            _registration.Dispose();
            _registration = default;
            _token = default;
            try
            {
                _core.GetResult(token);
            }
            finally
            {
                _core.Reset();
                waiters.Free(this);
            }
        }

        private static void Cancel(Waiter waiter) => waiter.Owner.Cancel(waiter);

        private LogWaiters Owner => waiters;
    }
}
