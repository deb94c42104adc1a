using AgentWire.Streaming;

namespace AgentWire.Testing.Tests;

/// <summary>A simple store that conforms, or has one fault.</summary>
internal sealed class ListStore : WireLogStore
{
    private readonly ListLog _log;
    private readonly Fault _fault;
    private readonly WireLogEntry[] _shared = new WireLogEntry[10_000];
    private long? _ownSequence;
    private long _ownLast;
    private bool _isDisposed;

    public ListStore(ListLog log, Fault fault)
    {
        _log = log;
        _fault = fault;
        if (fault == Fault.StartsWithAMessage)
        {
            log.Entries.Add(new(1, "{}"u8.ToArray()));
            log.Last = 1;
        }
    }

    private string Epoch => _fault == Fault.HasAnEpochForEachStore ? $"x{GetHashCode()}" : _log.Epoch;

    private long? Sequence
    {
        get => _fault == Fault.HasSequencesForEachStore ? _ownSequence : _log.Sequence;
        set => _log.Sequence = _ownSequence = value;
    }

    public ListStore Reopen() => new(_log, _fault);

    public override async ValueTask<WireLogAppended> AppendAsync(
        ReadOnlyMemory<byte> message,
        long? sequence,
        CancellationToken cancellationToken
    )
    {
        if (sequence < 0 && _fault != Fault.AcceptsNegativeSequences)
        {
            throw new ArgumentOutOfRangeException(nameof(sequence));
        }

        if (_fault == Fault.CutsLongMessages)
        {
            message = message.Slice(0, Math.Min(message.Length, 65_536));
        }

        ReadOnlyMemory<byte> kept = _fault == Fault.KeepsTheCallersMemory ? message : message.ToArray();
        bool isRepetition;
        bool hasEnded;
        lock (_log.Gate)
        {
            isRepetition = IsRepetition(sequence);
            hasEnded = _log.End is not null && _fault != Fault.AppendsAfterTheEnd;
        }

        if (_fault is Fault.ChecksSequencesWithoutALock or Fault.ChecksTheEndWithoutALock)
        {
            await Task.Delay(1, cancellationToken);
        }

        if (_fault == Fault.ShowsANumberBeforeItsMessage)
        {
            return await AppendLateAsync(kept);
        }

        if (_fault == Fault.AppendsWithoutALock)
        {
            long last = _log.Last;
            await Task.Yield();
            Thread.SpinWait(1_000);
            lock (_log.Gate)
            {
                _log.Last = last;
            }
        }

        List<TaskCompletionSource> woken;
        WireLogAppended appended;
        lock (_log.Gate)
        {
            ThrowIfDisposed();
            isRepetition = _fault == Fault.ChecksSequencesWithoutALock ? isRepetition : IsRepetition(sequence);
            hasEnded =
                _fault == Fault.ChecksTheEndWithoutALock
                    ? hasEnded
                    : _log.End is not null && _fault != Fault.AppendsAfterTheEnd;
            if (hasEnded && (!isRepetition || _fault == Fault.RefusesRepetitionsAfterTheEnd))
            {
                throw new InvalidOperationException("The log has ended.");
            }

            if (isRepetition)
            {
                return new(new(Epoch, _log.Last), IsRepetition: true);
            }

            Sequence = sequence ?? Sequence;
            Add(kept);
            long number =
                _fault == Fault.NumbersByItself ? ++_ownLast
                : _fault == Fault.ReturnsTheNextPosition ? _log.Last + 1
                : _log.Last;
            appended = new(new(Epoch, number), IsRepetition: false);
            woken = TakeWaiting(isEnd: false);
        }

        woken.ForEach(each => each.TrySetResult());
        return appended;
    }

    public override ValueTask EndAsync(WireLogEnd end, CancellationToken cancellationToken)
    {
        List<TaskCompletionSource> woken;
        lock (_log.Gate)
        {
            ThrowIfDisposed();
            if (_log.End is null || _fault == Fault.TakesTheLastEnd)
            {
                _log.End = _fault == Fault.TakesAnEmptyErrorForNone && end.Error?.Length == 0 ? new() : end;
            }

            woken = TakeWaiting(isEnd: true);
        }

        woken.ForEach(each => each.TrySetResult());
        return default;
    }

    public override ValueTask<WireLogPage> ReadAsync(long from, int maxEntries, CancellationToken cancellationToken)
    {
        lock (_log.Gate)
        {
            ThrowIfDisposed();
            WireLogEntry[] entries =
                maxEntries == 0 || from < _log.First ? [] : [.. _log.Entries.SkipWhile(entry => entry.Number < from)];
            if (_fault != Fault.IgnoresTheMaximum)
            {
                entries = [.. entries.Take(maxEntries)];
            }

            ReadOnlyMemory<WireLogEntry> page = entries;
            if (_fault == Fault.SkipsAMessageBetweenPages && from > 1 && entries.Length > 1)
            {
                page = page.Slice(1);
            }
            else if (_fault == Fault.ReturnsEmptyPages && entries.Length < maxEntries)
            {
                page = default;
            }
            else if (_fault == Fault.UsesTheMemoryOfPagesAgain)
            {
                // One page is always in the same memory.
                Array.Copy(_log.Entries.ToArray(), _shared, _log.Entries.Count);
                page = _shared.AsMemory(entries.Length == 0 ? 0 : (int)(from - _log.First), entries.Length);
            }

            bool isLast = from + page.Length > _log.Last;
            return new(
                new WireLogPage
                {
                    Epoch = Epoch,
                    First = _log.First,
                    Last = _log.Last,
                    Entries = page,
                    End = isLast || _fault != Fault.SaysTheEndOnTheLastPageOnly ? _log.End : null,
                }
            );
        }
    }

    public override async ValueTask WaitAsync(long number, CancellationToken cancellationToken)
    {
        if (_fault == Fault.Spins)
        {
            return;
        }

        TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_log.Gate)
        {
            ThrowIfDisposed();
            if (_fault != Fault.WaitsForWhatIsThere && (number <= _log.Last || _log.End is not null))
            {
                return;
            }

            _log.Waiting.Add((this, source));
        }

        if (_fault == Fault.IgnoresCancellation)
        {
            await source.Task;
            return;
        }

        using (cancellationToken.Register(() => Cancel(source, cancellationToken)))
        {
            await source.Task;
        }
    }

    public override ValueTask DisposeAsync()
    {
        List<TaskCompletionSource> woken = [];
        lock (_log.Gate)
        {
            if (_isDisposed && _fault == Fault.ThrowsWhenDisposedAgain)
            {
                throw new InvalidOperationException("It was disposed.");
            }

            _isDisposed = _fault != Fault.CanBeUsedWhenDisposed;
            _log.IsDisposed |= _fault == Fault.DisposesTheLog;
            if (_fault != Fault.WaitsOnWhenDisposed)
            {
                woken = [.. _log.Waiting.Where(each => each.Store == this).Select(each => each.Source)];
                _log.Waiting.RemoveAll(each => each.Store == this);
            }
        }

        woken.ForEach(each => each.TrySetException(new ObjectDisposedException(nameof(ListStore))));
        return default;
    }

    private async Task<WireLogAppended> AppendLateAsync(ReadOnlyMemory<byte> message)
    {
        long number;
        lock (_log.Gate)
        {
            number = ++_log.Last;
        }

        await Task.Yield();
        Thread.SpinWait(1_000);
        List<TaskCompletionSource> woken;
        lock (_log.Gate)
        {
            _log.Entries.Add(new(number, message));
            woken = TakeWaiting(isEnd: false);
        }

        woken.ForEach(each => each.TrySetResult());
        return new(new(Epoch, number), IsRepetition: false);
    }

    private void Add(ReadOnlyMemory<byte> message)
    {
        _log.Last++;
        _log.Entries.Add(new(_fault == Fault.NumbersFromZero ? _log.Last - 1 : _log.Last, message));
        int max = (_log.MaxMessages ?? int.MaxValue) - (_fault == Fault.DiscardsTooMuch ? 1 : 0);
        if (_log.Entries.Count <= max || _fault == Fault.KeepsEverything)
        {
            return;
        }

        _log.Entries.RemoveAt(_fault == Fault.DiscardsFromTheMiddle ? 1 : 0);
        if (_fault == Fault.RenumbersWhenDiscarding)
        {
            _log.Last--;
            for (int i = 0; i < _log.Entries.Count; i++)
            {
                _log.Entries[i] = new(i + 1, _log.Entries[i].Message);
            }
        }

        if (_fault == Fault.ForgetsSequencesOfDiscardedMessages)
        {
            Sequence = null;
        }
    }

    private bool IsRepetition(long? sequence) =>
        _fault switch
        {
            Fault.IgnoresSequences => false,
            Fault.ComparesSequencesForEquality => sequence is not null && sequence == Sequence,
            Fault.ComparesSequencesAsDoubles => (double?)sequence <= (double?)Sequence,
            _ => sequence <= Sequence,
        };

    /// <summary>Removes those who wait. The caller holds the lock.</summary>
    private List<TaskCompletionSource> TakeWaiting(bool isEnd)
    {
        if (_fault == Fault.DoesNotWake || (isEnd && _fault == Fault.DoesNotWakeAtTheEnd))
        {
            return [];
        }

        bool ownOnly = _fault == (isEnd ? Fault.WakesItsOwnOnlyAtTheEnd : Fault.WakesItsOwnOnly);
        (ListStore Store, TaskCompletionSource Source)[] taken =
        [
            .. _log.Waiting.Where(each => !ownOnly || each.Store == this).Take(_fault == Fault.WakesOne ? 1 : 10_000),
        ];
        _log.Waiting.RemoveAll(each => taken.Contains(each));
        return [.. taken.Select(each => each.Source)];
    }

    private void Cancel(TaskCompletionSource source, CancellationToken token)
    {
        lock (_log.Gate)
        {
            foreach ((ListStore _, TaskCompletionSource each) in _log.Waiting)
            {
                if (each == source || _fault == Fault.CancelsAll)
                {
                    each.TrySetCanceled(token);
                }
            }

            _log.Waiting.RemoveAll(each => each.Source.Task.IsCompleted);
        }
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed || _log.IsDisposed, this);
}
