using System.Runtime.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.Streaming;

/// <summary>
/// Messages that are appended and encoded once, and read by any number of readers, from any position that is kept. All members can be
/// called at the same time from several threads.
/// </summary>
/// <remarks>
/// No reader misses a message without being told. A reader that is slower than the log discards messages either fails or is moved to a
/// snapshot: see <see cref="WireLogGoneHandling"/>. A slow reader never makes an appender wait.
/// </remarks>
/// <typeparam name="T">The contract type.</typeparam>
public sealed class WireLog<T> : IAsyncDisposable
    where T : notnull
{
    private readonly WireLogStore _store;

    internal WireLog(WireCodec<T> codec, WireLogStore store, WireLogOptions<T> options)
    {
        Codec = codec;
        _store = store;
        Options = options;
    }

    /// <summary>Gets the codec that the log was created with.</summary>
    public WireCodec<T> Codec { get; }

    /// <summary>Gets the options that the log was created with.</summary>
    public WireLogOptions<T> Options { get; }

    /// <summary>Appends a message. It is encoded once, for all readers.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sequence">
    /// The sequence number of the producer, from 0, or null. Sequence numbers grow. If the log has seen this number or a greater one, the
    /// message is not appended. A producer that does not know whether a message arrived can append it again with the same number.
    /// </param>
    /// <param name="cancellationToken">The token that cancels the call. The message may have been appended.</param>
    /// <returns>The position of the message, and whether it was appended before.</returns>
    /// <exception cref="ArgumentNullException">The message is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sequence number is negative.</exception>
    /// <exception cref="WireException">The message cannot be written. Nothing was appended, and no position was used.</exception>
    /// <exception cref="InvalidOperationException">The log has ended.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The log was disposed.</exception>
    public async ValueTask<WireLogAppended> AppendAsync(
        T message,
        long? sequence = null,
        CancellationToken cancellationToken = default
    )
    {
        PooledWriter encoded = new();
        try
        {
            Codec.Write(encoded, message);
            return await _store.AppendAsync(encoded.Segment, sequence, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            encoded.Release();
        }
    }

    /// <summary>
    /// Completes the log: no message follows, and the sequences of its readers end after the last one. If the log has ended already,
    /// nothing changes.
    /// </summary>
    /// <param name="cancellationToken">The token that cancels the call. The log may have ended.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The log was disposed.</exception>
    public ValueTask CompleteAsync(CancellationToken cancellationToken = default) =>
        _store.EndAsync(WireLogEnd.Completed, cancellationToken);

    /// <summary>
    /// Ends the log with an error: no message follows, and its readers get a <see cref="WireLogFailedException"/> after the last one. If
    /// the log has ended already, nothing changes.
    /// </summary>
    /// <param name="error">What went wrong. Readers can pass it on to clients, so it must not contain secrets.</param>
    /// <param name="cancellationToken">The token that cancels the call. The log may have ended.</param>
    /// <exception cref="ArgumentNullException">The error is null.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The log was disposed.</exception>
    public ValueTask FailAsync(string error, CancellationToken cancellationToken = default) =>
        _store.EndAsync(new WireLogEnd { Error = Argument.NotNull(error, nameof(error)) }, cancellationToken);

    /// <summary>
    /// Opens a reader. When the task has completed, the reader has its place in the log: it misses nothing that is appended from then on.
    /// </summary>
    /// <param name="start">Where the reader begins. Default: the oldest message that is kept.</param>
    /// <param name="whenGone">What happens if the reader cannot begin, or later continue, without a gap. Default: it throws.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <exception cref="WireLogGoneException">The reader cannot begin at the position.</exception>
    /// <exception cref="InvalidOperationException">
    /// A snapshot is asked for, and the log has none; or the snapshot that the reader needs is not one of this log, or is older than the
    /// messages that the log keeps.
    /// </exception>
    /// <exception cref="WireException">A message of the snapshot cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The log was disposed.</exception>
    public async ValueTask<WireLogReader<T>> OpenReaderAsync(
        WireLogStart start = default,
        WireLogGoneHandling whenGone = WireLogGoneHandling.Throw,
        CancellationToken cancellationToken = default
    )
    {
        bool needsSnapshot =
            start.Kind == WireLogStart.StartKind.Snapshot || whenGone == WireLogGoneHandling.MoveToSnapshot;
        if (needsSnapshot && Options.Snapshot is null)
        {
            throw new InvalidOperationException("The log has no snapshot: WireLogOptions.Snapshot is not set.");
        }

        WireLogReader<T> reader = new(this, _store, whenGone);
        await reader.StartAsync(start, cancellationToken).ConfigureAwait(false);
        return reader;
    }

    /// <summary>Reads the log as a sequence, which ends when the log has been completed.</summary>
    /// <param name="start">Where to begin. Default: at the oldest message that is kept.</param>
    /// <param name="whenGone">What happens if the sequence cannot begin, or later continue, without a gap. Default: it throws.</param>
    /// <param name="cancellationToken">The token that cancels the enumeration.</param>
    /// <remarks>
    /// The sequence takes its place in the log when its enumeration begins. If you have to know that before, for example to send a status
    /// to a client, use <see cref="OpenReaderAsync"/>.
    /// </remarks>
    /// <exception cref="WireLogGoneException">The sequence cannot begin or continue without a gap.</exception>
    /// <exception cref="WireLogFailedException">The log has failed. All messages have been read.</exception>
    /// <exception cref="InvalidOperationException">As for <see cref="OpenReaderAsync"/>.</exception>
    /// <exception cref="WireException">A message of the snapshot cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The log was disposed.</exception>
    public async IAsyncEnumerable<WireLogItem<T>> ReadAsync(
        WireLogStart start = default,
        WireLogGoneHandling whenGone = WireLogGoneHandling.Throw,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        WireLogReader<T> reader = await OpenReaderAsync(start, whenGone, cancellationToken).ConfigureAwait(false);
        while (await reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (reader.TryRead(out WireLogItem<T> item))
            {
                yield return item;
            }
        }
    }

    /// <summary>Disposes the store. A log in memory loses its messages. Readers that wait get an <see cref="ObjectDisposedException"/>.</summary>
    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
