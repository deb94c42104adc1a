namespace AgentWire.Streaming;

/// <summary>
/// Keeps the encoded messages of one log. Implement it to keep a log elsewhere than in the memory of this process;
/// <c>LogStoreConformance</c> of AgentWire.Testing checks an implementation.
/// </summary>
/// <remarks>
/// All members can be called at the same time from several threads. A store discards its oldest messages as its own limits say,
/// and never discards a message from the middle. After <see cref="DisposeAsync"/>, all other members throw
/// <see cref="ObjectDisposedException"/>.
/// </remarks>
public abstract class WireLogStore : IAsyncDisposable
{
    /// <summary>Appends a message, and gives it the next number.</summary>
    /// <param name="message">
    /// The JSON of the message as UTF-8. The caller uses the memory for something else as soon as the task has ended, also with an
    /// exception. The store copies what it still needs then.
    /// </param>
    /// <param name="sequence">
    /// The sequence number of the producer, from 0, or null. Sequence numbers grow. If the log has seen this number or a greater one,
    /// nothing is appended, so that a message of which the producer does not know whether it arrived can be appended again. This is
    /// true for a log that has ended too.
    /// </param>
    /// <param name="cancellationToken">The token that cancels the call. The message may have been appended.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sequence number is negative.</exception>
    /// <exception cref="InvalidOperationException">The log has ended.</exception>
    public abstract ValueTask<WireLogAppended> AppendAsync(
        ReadOnlyMemory<byte> message,
        long? sequence,
        CancellationToken cancellationToken
    );

    /// <summary>Ends the log. If it has ended already, nothing changes: the first end counts.</summary>
    /// <param name="end">How it ends.</param>
    /// <param name="cancellationToken">The token that cancels the call. The log may have ended.</param>
    public abstract ValueTask EndAsync(WireLogEnd end, CancellationToken cancellationToken);

    /// <summary>Reads what is there now. The method does not wait for messages.</summary>
    /// <param name="from">The number of the first message to read, from 1.</param>
    /// <param name="maxEntries">
    /// The maximum number of messages to return, from 0. The store can return fewer than there are, but at least one if the first one
    /// is there and the maximum is not 0.
    /// </param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public abstract ValueTask<WireLogPage> ReadAsync(long from, int maxEntries, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until the log has a message with this number, or has ended, or has another epoch. It can return earlier: the caller reads,
    /// and waits again.
    /// </summary>
    /// <param name="number">The number of the message to wait for.</param>
    /// <param name="cancellationToken">The token that cancels the wait.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed, before the call or while it waited.</exception>
    public abstract ValueTask WaitAsync(long number, CancellationToken cancellationToken);

    /// <summary>
    /// Releases what the store holds, and ends all calls that wait. The messages stay where the store keeps them. The method can be
    /// called more than once.
    /// </summary>
    public abstract ValueTask DisposeAsync();
}
