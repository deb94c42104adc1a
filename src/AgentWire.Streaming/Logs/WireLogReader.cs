namespace AgentWire.Streaming;

/// <summary>
/// A place in a log, from which the messages are read in order. <see cref="WireLog{T}.OpenReaderAsync"/> opens it. It holds nothing that
/// has to be released, and allocates nothing for a message. Only one caller can use it at a time.
/// </summary>
/// <example>
/// The messages that are there are sent together:
/// <code>
/// while (await reader.WaitToReadAsync(cancellationToken))
/// {
///     while (reader.TryRead(out WireLogItem&lt;ServerMessage&gt; item))
///     {
///         output.Write(item.Utf8.Span);
///     }
///
///     await output.FlushAsync(cancellationToken);
/// }
/// </code>
/// </example>
/// <typeparam name="T">The contract type.</typeparam>
public sealed class WireLogReader<T>
    where T : notnull
{
    private const int PageEntries = 64;

    private readonly WireLog<T> _log;
    private readonly WireLogStore _store;
    private readonly WireLogGoneHandling _whenGone;

    private string _epoch = "";

    // The number of the next message.
    private long _next;

    private WireLogPage _page;
    private int _read;

    // What is left of a snapshot is read before the page. The first item is its beginning.
    private ReadOnlyMemory<byte>[]? _snapshot;
    private int _snapshotItem;
    private WireLogGone? _gone;

    // Unlike an async method, an iterator waits many times without allocating.
    private IAsyncEnumerator<bool>? _loading;
    private CancellationToken _token;

    internal WireLogReader(WireLog<T> log, WireLogStore store, WireLogGoneHandling whenGone)
    {
        _log = log;
        _store = store;
        _whenGone = whenGone;
    }

    /// <summary>
    /// Gets how the log has ended, if everything has been read, or null. A reader that was opened at the end of a log knows it at once.
    /// </summary>
    public WireLogEnd? End { get; private set; }

    /// <summary>Reads the next item if it is there now.</summary>
    /// <returns>False if there is none to be read without waiting: see <see cref="WaitToReadAsync"/>.</returns>
    public bool TryRead(out WireLogItem<T> item)
    {
        if (_snapshot is not null)
        {
            item = NextOfSnapshot(_snapshot);
            return true;
        }

        if (_read == _page.Entries.Length)
        {
            item = default;
            return false;
        }

        WireLogEntry entry = _page.Entries.Span[_read++];
        if (entry.Number != _next)
        {
            throw Broken($"message {entry.Number} in place of {_next}");
        }

        item = new(WireLogItemKind.Message, _log.Codec, entry.Message, gone: null, _epoch, _next++);
        if (_read == _page.Entries.Length)
        {
            // The messages can be released while the reader waits.
            Take(default);
        }

        return true;
    }

    /// <summary>
    /// Waits until <see cref="TryRead"/> has something to read. If the token is cancelled, nothing is lost, and the reader can still be used.
    /// </summary>
    /// <returns>False if the log has been completed, and everything has been read.</returns>
    /// <param name="cancellationToken">The token that cancels the wait.</param>
    /// <exception cref="WireLogGoneException">The reader has fallen behind, and everything before the gap has been read.</exception>
    /// <exception cref="WireLogFailedException">The log has failed, and everything has been read.</exception>
    /// <exception cref="InvalidOperationException">
    /// The snapshot that the reader needs is not one of this log, or is older than the messages that the log keeps.
    /// </exception>
    /// <exception cref="WireException">A message of the snapshot cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The log was disposed.</exception>
    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
    {
        if (_snapshot is not null || _read < _page.Entries.Length)
        {
            return new(true);
        }

        if (End is { Error: null })
        {
            return new(false);
        }

        _token = cancellationToken;
        _loading ??= LoadAsync();
        return _loading.MoveNextAsync();
    }

    internal async ValueTask StartAsync(WireLogStart start, CancellationToken cancellationToken)
    {
        long after = start.Position.Number;
        bool readsMessages = start.Kind is WireLogStart.StartKind.Oldest or WireLogStart.StartKind.After;
        WireLogPage page = await _store
            .ReadAsync(after < long.MaxValue ? after + 1 : after, readsMessages ? PageEntries : 0, cancellationToken)
            .ConfigureAwait(false);
        _epoch = page.Epoch;
        switch (start.Kind)
        {
            case WireLogStart.StartKind.Oldest:
                await StartAtOldestAsync(page, cancellationToken).ConfigureAwait(false);
                return;
            case WireLogStart.StartKind.Live:
                Begin(page.Last + 1, page);
                return;
            case WireLogStart.StartKind.Snapshot:
                await MoveToSnapshotAsync(null, page, cancellationToken).ConfigureAwait(false);
                return;
            default:
                break;
        }

        WireLogGoneReason? reason =
            start.Kind == WireLogStart.StartKind.Malformed ? WireLogGoneReason.Malformed
            : start.Position.Epoch != page.Epoch ? WireLogGoneReason.OtherEpoch
            : after > page.Last ? WireLogGoneReason.Future
            : after + 1 < page.First ? WireLogGoneReason.NotKept
            : null;
        if (reason is { } why)
        {
            await LeaveAsync(why, page, cancellationToken).ConfigureAwait(false);
            return;
        }

        Begin(after + 1, page);
    }

    private static InvalidOperationException Broken(string what) => new($"The store of the log returned {what}.");

    private async ValueTask StartAtOldestAsync(WireLogPage page, CancellationToken cancellationToken)
    {
        long next = 1;
        while (next < page.First)
        {
            next = page.First;
            page = await _store.ReadAsync(next, PageEntries, cancellationToken).ConfigureAwait(false);
            _epoch = page.Epoch;
        }

        Begin(next, page);
    }

    private void Begin(long next, WireLogPage page)
    {
        _next = next;
        End = page.Last < next ? page.End : null;
        Take(page);
    }

    private async IAsyncEnumerator<bool> LoadAsync()
    {
        try
        {
            while (true)
            {
                WireLogPage page = await _store.ReadAsync(_next, PageEntries, _token).ConfigureAwait(false);
                WireLogGoneReason? reason =
                    page.Epoch != _epoch ? WireLogGoneReason.OtherEpoch
                    : _next - 1 > page.Last ? WireLogGoneReason.Future
                    : _next < page.First ? WireLogGoneReason.FellBehind
                    : null;
                if (reason is { } why)
                {
                    await LeaveAsync(why, page, _token).ConfigureAwait(false);
                    yield return true;
                }
                else if (page.Entries.Length > 0)
                {
                    Take(page);
                    yield return true;
                }
                else if (page.Last >= _next)
                {
                    throw Broken($"no message, although it has those from {page.First} to {page.Last}");
                }
                else if (page.End is { } end)
                {
                    End = end;
                    if (end.Error is not null)
                    {
                        throw new WireLogFailedException(end.Error);
                    }

                    yield break;
                }
                else
                {
                    await _store.WaitAsync(_next, _token).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            // After an exception, such as a cancellation, the next call begins again.
            _loading = null;
        }
    }

    private void Take(WireLogPage page)
    {
        _page = page;
        _read = 0;
    }

    /// <summary>Does what the reader asked for if there would be a gap.</summary>
    private ValueTask LeaveAsync(WireLogGoneReason reason, WireLogPage page, CancellationToken cancellationToken)
    {
        WireLogGone gone = new(reason, new(page.Epoch, page.First), new(page.Epoch, page.Last));
        return _whenGone == WireLogGoneHandling.Throw
            ? throw new WireLogGoneException(gone)
            : MoveToSnapshotAsync(gone, page, cancellationToken);
    }

    /// <param name="gone">Why the reader is moved, or null if it asked for the snapshot.</param>
    /// <param name="before">What the log had before the snapshot was asked for.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    private async ValueTask MoveToSnapshotAsync(
        WireLogGone? gone,
        WireLogPage before,
        CancellationToken cancellationToken
    )
    {
        WireLogSnapshot<T> snapshot =
            await _log.Options.Snapshot!(cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("The owner of the log returned no snapshot.");
        ReadOnlyMemory<byte>[] messages = snapshot.Encode(_log.Codec);
        long after = snapshot.Position?.Number ?? 0;
        WireLogPage page = await _store
            .ReadAsync(after < long.MaxValue ? after + 1 : after, PageEntries, cancellationToken)
            .ConfigureAwait(false);
        if ((snapshot.Position is { } position && position.Epoch != page.Epoch) || after > page.Last)
        {
            throw new InvalidOperationException("The position of the snapshot is not one of this log.");
        }

        // Otherwise the reader would be moved again and again.
        if (page.Epoch == before.Epoch && after + 1 < before.First)
        {
            throw new InvalidOperationException(
                $"The snapshot is too old: it ends with message {after}, and the log keeps those from {before.First}."
            );
        }

        _epoch = page.Epoch;
        _next = after + 1;
        _snapshot = messages;
        _snapshotItem = 0;
        _gone = gone;
        // If messages after the snapshot are gone already, the reader finds out when it has read the snapshot.
        Take(page);
    }

    private WireLogItem<T> NextOfSnapshot(ReadOnlyMemory<byte>[] messages)
    {
        int index = _snapshotItem++;
        bool isLast = index == messages.Length;
        WireLogItemKind kind = index == 0 ? WireLogItemKind.SnapshotStart : WireLogItemKind.SnapshotMessage;
        ReadOnlyMemory<byte> utf8 = index == 0 ? default : messages[index - 1];
        WireCodec<T>? codec = index == 0 ? null : _log.Codec;
        WireLogGone? gone = index == 0 ? _gone : null;
        if (!isLast)
        {
            return new(kind, codec, utf8, gone);
        }

        _snapshot = null;
        _gone = null;
        return new(kind, codec, utf8, gone, _epoch, _next - 1);
    }
}
