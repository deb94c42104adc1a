using AgentWire.Synaps;

namespace AgentWire.AspNetCore.Tests.Support;

/// <summary>Producers of messages without end that wait for nothing and heed no token, and how many of them run.</summary>
internal sealed class Endless
{
    private static readonly ServerMessage Message = Scripted.Text(new string('x', 100));

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private volatile bool _stopped;

    public Task Started => _started.Task;

    /// <summary>Ends with the first of them.</summary>
    public Task Ended => _ended.Task;

    public int Running => Volatile.Read(ref _running);

    /// <summary>Ends them all, whoever enumerates them.</summary>
    public void Stop() => _stopped = true;

    /// <summary>An iterator that is asynchronous by name alone.</summary>
    public async IAsyncEnumerable<ServerMessage> NeverWaits()
    {
        OnStart();
        try
        {
            while (!_stopped)
            {
                await Task.CompletedTask;
                yield return Message;
            }
        }
        finally
        {
            OnEnd();
        }
    }

    /// <summary>One that goes to another thread before each message.</summary>
    public async IAsyncEnumerable<ServerMessage> AlwaysYields()
    {
        OnStart();
        try
        {
            while (!_stopped)
            {
                await Task.Yield();
                yield return Message;
            }
        }
        finally
        {
            OnEnd();
        }
    }

    /// <summary>One whose every step has ended when it is asked for.</summary>
    public IAsyncEnumerable<ServerMessage> IsAlwaysThere() => new Synchronous(this);

    private void OnStart()
    {
        Interlocked.Increment(ref _running);
        _started.TrySetResult();
    }

    private void OnEnd()
    {
        Interlocked.Decrement(ref _running);
        _ended.TrySetResult();
    }

    private sealed class Synchronous(Endless endless) : IAsyncEnumerable<ServerMessage>, IAsyncEnumerator<ServerMessage>
    {
        public ServerMessage Current => Message;

        public IAsyncEnumerator<ServerMessage> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            endless.OnStart();
            return this;
        }

        public ValueTask<bool> MoveNextAsync() => new(!endless._stopped);

        public ValueTask DisposeAsync()
        {
            endless.OnEnd();
            return default;
        }
    }
}
