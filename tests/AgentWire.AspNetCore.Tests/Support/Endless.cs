using AgentWire.Synaps;

namespace AgentWire.AspNetCore.Tests.Support;

/// <summary>Producers of infinite messages that never wait and ignore their tokens, and the number of running ones.</summary>
internal sealed class Endless
{
    private static readonly ServerMessage Message = Scripted.Text(new string('x', 100));

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private volatile bool _stopped;

    public Task Started => _started.Task;

    /// <summary>Completes when the first of them ends.</summary>
    public Task Ended => _ended.Task;

    public int Running => Volatile.Read(ref _running);

    /// <summary>Ends all of them.</summary>
    public void Stop() => _stopped = true;

    /// <summary>An iterator that is asynchronous only by its type.</summary>
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

    /// <summary>An iterator that moves to another thread before each message.</summary>
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

    /// <summary>An iterator whose steps have always completed when they are requested.</summary>
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
