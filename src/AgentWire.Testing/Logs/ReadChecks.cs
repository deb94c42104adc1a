using AgentWire.Streaming;

namespace AgentWire.Testing.Logs;

/// <summary>What reading promises. <see cref="CheckedStore.ReadAsync"/> checks every page.</summary>
internal static class ReadChecks
{
    public static async Task PagesAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        await store.AppendManyAsync(10).ConfigureAwait(false);
        foreach (long from in new long[] { 1, 3, 10, 11, 12, 1_000, long.MaxValue })
        {
            foreach (int maxEntries in new[] { 0, 1, 4, 100, int.MaxValue })
            {
                WireLogPage page = await store.ReadAsync(from, maxEntries).ConfigureAwait(false);
                LogStoreFault.If(
                    page is not { First: 1, Last: 10 },
                    $"ReadAsync({from}, {maxEntries}) returned First = {page.First} and Last = {page.Last} instead of 1 and 10."
                );
            }
        }
    }

    public static async Task WholeAsync(LogStoreScope scope)
    {
        const int Count = 500;
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        await store.AppendManyAsync(Count).ConfigureAwait(false);
        await store.RequireAsync(Enumerable.Range(1, Count).Select(i => (long)i)).ConfigureAwait(false);
        foreach (int size in new[] { 1, 7, 64, 5_000 })
        {
            List<string> messages = await store.ReadWholeAsync(size).ConfigureAwait(false);
            LogStoreFault.If(
                messages.Count != Count,
                $"Pages of up to {size} messages have {messages.Count} of {Count} messages."
            );
        }
    }

    public static async Task StablePagesAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync(maxMessages: 5).ConfigureAwait(false);
        await store.AppendManyAsync(5).ConfigureAwait(false);
        WireLogPage page = await store.ReadAsync(1, 5).ConfigureAwait(false);
        int count = page.Entries.Length;
        await DiscardChecks.FillAsync(store, maxMessages: 5).ConfigureAwait(false);
        LogStoreFault.If(
            page.Entries.Length != count || page is not { First: 1, Last: 5 },
            "A page that was read before has changed."
        );
        for (int i = 0; i < count; i++)
        {
            WireLogEntry entry = page.Entries.Span[i];
            string expected = CheckedStore.Text(CheckedStore.Message(i + 1));
            LogStoreFault.If(
                entry.Number != i + 1 || CheckedStore.Text(entry.Message) != expected,
                $"Message {i + 1} of a page that was read before is now message {entry.Number}: {CheckedStore.Text(entry.Message)}."
            );
        }
    }
}
