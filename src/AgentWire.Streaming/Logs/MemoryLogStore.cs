using AgentWire.Streaming.Logs;

namespace AgentWire.Streaming;

/// <summary>
/// Keeps a log in the memory of this process, within the limits of <see cref="MemoryLogOptions"/>. Each store is a log of its own, with
/// a random epoch. Appending and reading never wait.
/// </summary>
public sealed class MemoryLogStore : WireLogStore
{
    private const int MaxSegmentEntries = 64;

    // Discarded messages keep their memory until their segment is dropped: up to this part of a limit.
    private const int SegmentsOfLimit = 8;

    private readonly object _gate = new();
    private readonly LogWaiters _waiters;
    private readonly string _epoch = Guid.NewGuid().ToString("N").Substring(0, 12);
    private readonly int _segmentEntries;
    private readonly long _segmentBytes;

    // Segments before the head have been dropped.
    private readonly List<LogSegment?> _segments = [];
    private int _head;

    private long _first = 1;
    private long _last;
    private long _bytes;
    private long? _sequence;
    private WireLogEnd? _end;
    private bool _isDisposed;

    /// <summary>Creates an empty log.</summary>
    /// <param name="options">The limits, or null for the default ones.</param>
    public MemoryLogStore(MemoryLogOptions? options = null)
    {
        Options = options ?? new();
        _waiters = new(_gate);
        _segmentBytes = (Options.MaxBytes ?? long.MaxValue) / SegmentsOfLimit;
        _segmentEntries = Options is { MaxBytes: null, MaxMessages: { } max }
            ? Math.Min(Math.Max(max / SegmentsOfLimit, 1), MaxSegmentEntries)
            : MaxSegmentEntries;
    }

    /// <summary>Gets the options that the store was created with.</summary>
    public MemoryLogOptions Options { get; }

    /// <inheritdoc/>
    public override ValueTask<WireLogAppended> AppendAsync(
        ReadOnlyMemory<byte> message,
        long? sequence,
        CancellationToken cancellationToken
    )
    {
        if (sequence < 0)
        {
            return new(Task.FromException<WireLogAppended>(Negative(sequence)));
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return new(Task.FromCanceled<WireLogAppended>(cancellationToken));
        }

        byte[] copy = message.ToArray();
        LogWaiters.Waiter? woken;
        WireLogPosition position;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return new(Task.FromException<WireLogAppended>(Disposed()));
            }

            if (sequence <= _sequence)
            {
                return new(new WireLogAppended(new(_epoch, _last), IsRepetition: true));
            }

            if (_end is not null)
            {
                return new(Task.FromException<WireLogAppended>(new InvalidOperationException("The log has ended.")));
            }

            _sequence = sequence ?? _sequence;
            Add(copy);
            position = new(_epoch, _last);
            woken = _waiters.TakeAll();
        }

        LogWaiters.Wake(woken);
        return new(new WireLogAppended(position, IsRepetition: false));
    }

    /// <inheritdoc/>
    public override ValueTask EndAsync(WireLogEnd end, CancellationToken cancellationToken)
    {
        Argument.NotNull(end, nameof(end));
        if (cancellationToken.IsCancellationRequested)
        {
            return new(Task.FromCanceled(cancellationToken));
        }

        LogWaiters.Waiter? woken;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return new(Task.FromException(Disposed()));
            }

            _end ??= end;
            woken = _waiters.TakeAll();
        }

        LogWaiters.Wake(woken);
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask<WireLogPage> ReadAsync(long from, int maxEntries, CancellationToken cancellationToken)
    {
        if (from < 1 || maxEntries < 0)
        {
            return new(Task.FromException<WireLogPage>(OutOfRange(from, maxEntries)));
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return new(Task.FromCanceled<WireLogPage>(cancellationToken));
        }

        lock (_gate)
        {
            if (_isDisposed)
            {
                return new(Task.FromException<WireLogPage>(Disposed()));
            }

            Discard();
            return new(
                new WireLogPage
                {
                    Epoch = _epoch,
                    First = _first,
                    Last = _last,
                    Entries = from < _first || from > _last ? default : SegmentOf(from).From(from, maxEntries),
                    End = _end,
                }
            );
        }
    }

    /// <inheritdoc/>
    public override ValueTask WaitAsync(long number, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new(Task.FromCanceled(cancellationToken));
        }

        LogWaiters.Waiter waiter;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return new(Task.FromException(Disposed()));
            }

            if (number <= _last || _end is not null)
            {
                return default;
            }

            waiter = _waiters.Add();
        }

        return waiter.Start(cancellationToken);
    }

    /// <summary>Discards all messages. Calls that wait throw <see cref="ObjectDisposedException"/>.</summary>
    public override ValueTask DisposeAsync()
    {
        LogWaiters.Waiter? woken;
        lock (_gate)
        {
            _isDisposed = true;
            _segments.Clear();
            woken = _waiters.TakeAll();
        }

        LogWaiters.Wake(woken, Disposed());
        return default;
    }

    private static ObjectDisposedException Disposed() => new(nameof(MemoryLogStore));

    private static ArgumentOutOfRangeException Negative(long? sequence) =>
        new(nameof(sequence), sequence, "The sequence number must not be negative.");

    private static ArgumentOutOfRangeException OutOfRange(long from, int maxEntries) =>
        from < 1
            ? new(nameof(from), from, "The number must be positive.")
            : new(nameof(maxEntries), maxEntries, "The number must not be negative.");

    private void Add(byte[] message)
    {
        LogSegment? segment = _head < _segments.Count ? _segments[_segments.Count - 1] : null;
        if (segment is null || segment.IsFull || segment.Bytes + message.Length > _segmentBytes)
        {
            segment = new LogSegment(_last + 1, _segmentEntries, Options.MaxAge is not null);
            _segments.Add(segment);
        }

        segment.Add(message, Options.MaxAge is null ? 0 : Options.TimeProvider.GetTimestamp());
        _last++;
        _bytes += message.Length;
        Discard();
    }

    private void Discard()
    {
        while (_first <= _last && IsOverLimit(_segments[_head]!))
        {
            LogSegment oldest = _segments[_head]!;
            _bytes -= oldest.LengthOf(_first);
            _first++;
            if (_first > oldest.Last)
            {
                DropHead();
            }
        }
    }

    private bool IsOverLimit(LogSegment oldest) =>
        _last - _first >= Options.MaxMessages
        || (_bytes > Options.MaxBytes && _first < _last)
        || (Options.MaxAge is { } age && Options.TimeProvider.GetElapsedTime(oldest.TimeOf(_first)) > age);

    private void DropHead()
    {
        _segments[_head++] = null;
        if (_head * 2 > _segments.Count)
        {
            _segments.RemoveRange(0, _head);
            _head = 0;
        }
    }

    private LogSegment SegmentOf(long number)
    {
        int low = _head;
        int high = _segments.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_segments[middle]!.First <= number)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return _segments[low]!;
    }
}
