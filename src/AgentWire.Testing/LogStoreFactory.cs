using AgentWire.Streaming;

namespace AgentWire.Testing;

/// <summary>Creates the stores that <see cref="LogStoreConformance"/> checks. Derive from it for a store of your own.</summary>
public abstract class LogStoreFactory
{
    /// <summary>Gets the maximum time of one check. A check that takes longer has failed. Default: 30 seconds.</summary>
    public virtual TimeSpan TimeLimit => TimeSpan.FromSeconds(30);

    /// <summary>Creates a store with a new log, which has no messages. The check disposes it.</summary>
    /// <param name="maxMessages">
    /// The number of messages that the log must at least keep. It discards older ones: at once, or at the latest when it has 5,000 more.
    /// Null for a log that keeps all messages of a check, which are at most 5,000 and 5 MB.
    /// </param>
    /// <param name="cancellationToken">The token that is cancelled at the time limit.</param>
    public abstract ValueTask<WireLogStore> CreateAsync(int? maxMessages, CancellationToken cancellationToken);

    /// <summary>
    /// Opens the log of a store a second time, as a program on another machine does. Only
    /// <see cref="LogStoreConformance.ReopenChecks"/> call it. The check disposes the new store.
    /// </summary>
    /// <param name="store">A store that this factory has created, and that has not been disposed.</param>
    /// <param name="cancellationToken">The token that is cancelled at the time limit.</param>
    /// <exception cref="NotSupportedException">The store cannot be opened a second time. This is the default.</exception>
    public virtual ValueTask<WireLogStore> ReopenAsync(WireLogStore store, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The factory does not override ReopenAsync.");
}
