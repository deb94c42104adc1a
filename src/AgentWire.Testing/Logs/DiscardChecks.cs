using AgentWire.Streaming;

namespace AgentWire.Testing.Logs;

/// <summary>What discarding promises.</summary>
internal static class DiscardChecks
{
    private const int MaxMore = 5_000;

    /// <summary>Appends messages whose content is their number, until the log has discarded the first ones. Returns the last number.</summary>
    public static async Task<long> FillAsync(CheckedStore store, int maxMessages)
    {
        WireLogPage page = await store.StateAsync().ConfigureAwait(false);
        long last = page.Last;
        while (page.First <= maxMessages + 1)
        {
            LogStoreFault.If(
                last > maxMessages + MaxMore,
                $"The log must keep {maxMessages} messages, and still has those from {page.First} to {last}."
            );
            WireLogAppended appended = await store.AppendAsync(++last).ConfigureAwait(false);
            LogStoreFault.If(
                appended.Position.Number != last,
                $"AppendAsync returned the position {appended.Position} for message {last}."
            );
            page = await store.StateAsync().ConfigureAwait(false);
            LogStoreFault.If(
                last - page.First + 1 < Math.Min(last, maxMessages),
                $"The log must keep {maxMessages} messages, and has those from {page.First} to {last}."
            );
        }

        return last;
    }

    public static async Task OldestAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync(maxMessages: 10).ConfigureAwait(false);
        long last = await FillAsync(store, maxMessages: 10).ConfigureAwait(false);
        WireLogPage page = await store.StateAsync().ConfigureAwait(false);
        await store.RequireAsync(Numbers(page.First, last)).ConfigureAwait(false);
        foreach (long discarded in new[] { 1, page.First - 1 })
        {
            page = await store.ReadAsync(discarded, 10).ConfigureAwait(false);
            LogStoreFault.If(page.First <= discarded, $"Message {discarded} is there again after it was discarded.");
        }

        await store.WaitAsync(1).ConfigureAwait(false);
        await store.EndAsync().ConfigureAwait(false);
        page = await store.StateAsync().ConfigureAwait(false);
        await store.RequireAsync(Numbers(page.First, last)).ConfigureAwait(false);
    }

    public static async Task WhileReadingAsync(LogStoreScope scope)
    {
        const int Count = 1_000;
        CheckedStore store = await scope.CreateAsync(maxMessages: 5).ConfigureAwait(false);
        Task[] readers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReadAsync(store), scope.Token))];
        await store.AppendManyAsync(Count).ConfigureAwait(false);
        await store.EndAsync().ConfigureAwait(false);
        scope.Doing("A reader of a log that discards and has ended");
        await Task.WhenAll(readers).ConfigureAwait(false);
    }

    private static async Task ReadAsync(CheckedStore store)
    {
        long next = 1;
        while (true)
        {
            WireLogPage page = await store.ReadAsync(next, 3).ConfigureAwait(false);
            foreach (WireLogEntry entry in page.Entries.ToArray())
            {
                string text = CheckedStore.Text(entry.Message);
                LogStoreFault.If(
                    text != CheckedStore.Text(CheckedStore.Message(entry.Number)),
                    $"Message {entry.Number} is {text}."
                );
                next++;
            }

            if (page.First > next)
            {
                next = page.First;
            }
            else if (page.End is not null && next > page.Last)
            {
                return;
            }
            else if (page.Entries.IsEmpty)
            {
                await store.WaitAsync(next).ConfigureAwait(false);
            }
        }
    }

    private static IEnumerable<long> Numbers(long first, long last)
    {
        for (long number = first; number <= last; number++)
        {
            yield return number;
        }
    }
}
