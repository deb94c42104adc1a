using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming.Following;

/// <summary>An open connection of a follower.</summary>
internal abstract class FollowConnection<T>(WireStreamReader<T> reader)
    where T : notnull
{
    private readonly TaskCompletionSource<bool> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _closing;

    public WireStreamReader<T> Reader { get; } = reader;

    /// <summary>Gets or sets the time at which the connection was made, as a timestamp of the clock.</summary>
    public long OpenedAt { get; set; }

    /// <summary>Gets or sets whether a message has arrived.</summary>
    public bool HasMessages { get; set; }

    /// <summary>Returns whether a clean end says that there are no more messages.</summary>
    /// <param name="option">What the options say about clean ends.</param>
    public abstract bool IsComplete(bool? option);

    /// <summary>
    /// Closes the connection. It can be called several times, and during a read, which ends then. The task completes when the
    /// connection is closed, and does not fail.
    /// </summary>
    public Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _closing, 1) == 0)
        {
            _ = CloseAndTellAsync();
        }

        return _closed.Task;
    }

    private protected abstract ValueTask CloseOnceAsync();

    private async Task CloseAndTellAsync()
    {
        await TransportFault.IgnoreAsync(CloseOnceAsync).ConfigureAwait(false);
        _closed.SetResult(true);
    }
}
