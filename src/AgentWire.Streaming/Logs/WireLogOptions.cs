namespace AgentWire.Streaming;

/// <summary>Options of a log. Immutable. The store has the limits: <see cref="MemoryLogOptions"/>.</summary>
/// <typeparam name="T">The contract type.</typeparam>
public sealed record WireLogOptions<T>
    where T : notnull
{
    /// <summary>Gets what returns the current snapshot of the log, or null if the log has none. Default: null.</summary>
    /// <remarks>
    /// The snapshot contains the effect of all messages up to its position, and of no other. To be sure of that, hold one lock of your
    /// own while you append a message and apply it to your state, and the same lock while you take the state and its position.
    /// </remarks>
    public Func<CancellationToken, ValueTask<WireLogSnapshot<T>>>? Snapshot { get; init; }
}
