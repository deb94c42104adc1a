using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace AgentWire.Streaming.Transport;

/// <summary>
/// Lets one operation at a time use a transport, until the gate is closed. Closing ends the current operation. It also
/// releases the waiting caller if the transport does not end the operation. The resources of an operation are returned after
/// the operation, never before.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has neither a timer nor a handle to give back.")]
internal sealed class TransportGate : IValueTaskSource<bool>
{
    private const int Free = 0;
    private const int InUse = 1;
    private const int Closed = 2;

    private const int NobodyWaits = 0;
    private const int Waiting = 1;
    private const int Abandoned = 2;

    // The time that an operation has to end after it was told to.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource<bool> _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action _onEnd;
    private ManualResetValueTaskSourceCore<bool> _core;
    private ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter _operation;
    private int _use;
    private int _wait;
    private int _closed;
    private bool _isAbandoning;

    public TransportGate() => _onEnd = OnEnd;

    /// <summary>Gets the token that is cancelled when closing begins.</summary>
    public CancellationToken Closing => _closing.Token;

    public bool IsClosing => _closing.IsCancellationRequested;

    /// <summary>Gets whether an operation was abandoned. It then keeps its resources.</summary>
    public bool IsAbandoned => Volatile.Read(ref _wait) == Abandoned;

    /// <summary>Must be called before an operation begins.</summary>
    /// <returns>False if the gate is closed.</returns>
    public bool TryEnter() => !IsClosing && Interlocked.CompareExchange(ref _use, InUse, Free) == Free;

    /// <summary>Waits for the operation of the caller that has entered, which leaves the gate when the operation ends.</summary>
    /// <exception cref="WireStreamException">The gate was closed, and the operation does not end.</exception>
    public ValueTask<bool> LeaveAfter(ValueTask<bool> operation)
    {
        if (operation.IsCompleted)
        {
            Leave();
            return operation;
        }

        _core.Reset();
        _operation = operation.ConfigureAwait(false).GetAwaiter();
        Interlocked.Exchange(ref _wait, Waiting);
        ValueTask<bool> end = new(this, _core.Version);
        _operation.UnsafeOnCompleted(_onEnd);
        if (Volatile.Read(ref _isAbandoning))
        {
            // The gate was closed between entering and waiting.
            Abandon();
        }

        return end;
    }

    /// <summary>Begins to close: cancels what can be cancelled.</summary>
    public void Cut()
    {
        // The waiting caller continues asynchronously, and not in the middle of closing.
        _core.RunContinuationsAsynchronously = true;
        TransportFault.Cancel(_closing);
    }

    /// <summary>Closes the gate. The task completes when no operation uses the transport, or when the current one was abandoned.</summary>
    /// <param name="abort">Closes the transport while it can be in use, which ends the current operation.</param>
    /// <param name="release">Returns the resources of operations. It is called when no operation is running.</param>
    /// <param name="isEnded">Whether the current operation is expected to end.</param>
    public async ValueTask CloseAsync(Func<ValueTask> abort, Func<ValueTask> release, bool isEnded)
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        Cut();
        Task aborting = TransportFault.IgnoreAsync(abort);
        if (Interlocked.Exchange(ref _use, Closed) == Free)
        {
            _left.TrySetResult(true);
        }

        bool hasLeft = await HasLeftAsync(isEnded ? Patience : TimeSpan.Zero).ConfigureAwait(false);
        if (!hasLeft)
        {
            Volatile.Write(ref _isAbandoning, true);
            Interlocked.MemoryBarrier();
            Abandon();
        }

        await InTimeAsync(aborting).ConfigureAwait(false);
        Task releasing = ReleaseAsync(release);
        if (hasLeft)
        {
            await InTimeAsync(releasing).ConfigureAwait(false);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => _core.OnCompleted(continuation, state, token, flags);

    private void Leave()
    {
        if (Interlocked.CompareExchange(ref _use, Free, InUse) != InUse)
        {
            _left.TrySetResult(true);
        }
    }

    private void OnEnd()
    {
        bool result = false;
        Exception? failure = null;
        try
        {
            result = _operation.GetResult();
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        bool isAwaited = Interlocked.CompareExchange(ref _wait, NobodyWaits, Waiting) == Waiting;
        // Before the wait ends, because the caller can then enter again.
        Leave();
        if (!isAwaited)
        {
            return;
        }

        if (failure is null)
        {
            _core.SetResult(result);
        }
        else
        {
            _core.SetException(failure);
        }
    }

    private void Abandon()
    {
        if (Interlocked.CompareExchange(ref _wait, Abandoned, Waiting) == Waiting)
        {
            _core.SetException(WireStreamException.Closed());
        }
    }

    private async ValueTask<bool> HasLeftAsync(TimeSpan patience)
    {
        if (!_left.Task.IsCompleted && patience > TimeSpan.Zero)
        {
            using CancellationTokenSource limit = new();
            await Task.WhenAny(_left.Task, Task.Delay(patience, limit.Token)).ConfigureAwait(false);
            limit.Cancel();
        }

        return _left.Task.IsCompleted;
    }

    /// <summary>Waits for a step of closing, but not longer than the patience: a transport can first send data that nobody accepts.</summary>
    private static Task InTimeAsync(Task step) => step.IsCompleted ? step : Task.WhenAny(step, Task.Delay(Patience));

    private async Task ReleaseAsync(Func<ValueTask> release)
    {
        await _left.Task.ConfigureAwait(false);
        await TransportFault.IgnoreAsync(release).ConfigureAwait(false);
    }
}
