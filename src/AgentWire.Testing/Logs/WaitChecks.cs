using AgentWire.Streaming;

namespace AgentWire.Testing.Logs;

/// <summary>What waiting promises.</summary>
internal static class WaitChecks
{
    // Long enough for a call to begin waiting.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    public static async Task ThereAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        await store.AppendManyAsync(3).ConfigureAwait(false);
        await store.WaitAsync(1).ConfigureAwait(false);
        await store.WaitAsync(3).ConfigureAwait(false);
        await store.EndAsync().ConfigureAwait(false);
        await store.WaitAsync(4).ConfigureAwait(false);
        await store.WaitAsync(long.MaxValue).ConfigureAwait(false);
    }

    public static async Task AppendAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        for (int i = 1; i <= 5; i++)
        {
            Task<WireLogPage> waiting = store.WaitForAsync(i);
            await Task.Delay(i == 1 ? Moment : TimeSpan.FromMilliseconds(1), scope.Token).ConfigureAwait(false);
            LogStoreFault.If(waiting.IsCompleted, $"Message {i} is there before it was appended.");
            await store.AppendAsync(i).ConfigureAwait(false);
            scope.Doing($"A wait for message {i}, which was appended,");
            WireLogPage page = await waiting.ConfigureAwait(false);
            LogStoreFault.If(page.Last != i, $"Last is {page.Last} after message {i}.");
        }

        // A reader can wait for a message that is not the next one.
        Task<WireLogPage> far = store.WaitForAsync(8);
        await store.AppendManyAsync(3).ConfigureAwait(false);
        scope.Doing("A wait for message 8, which was appended,");
        await far.ConfigureAwait(false);
    }

    public static async Task EndAsync(LogStoreScope scope)
    {
        foreach (string? error in new[] { null, "It failed." })
        {
            CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
            Task<WireLogPage>[] waiting = [store.WaitForAsync(1), store.WaitForAsync(1), store.WaitForAsync(100)];
            await Task.Delay(Moment, scope.Token).ConfigureAwait(false);
            await store.EndAsync(error).ConfigureAwait(false);
            scope.Doing("A wait at a log that has ended");
            await Task.WhenAll(waiting).ConfigureAwait(false);
        }
    }

    public static async Task ManyAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        for (int i = 1; i <= 3; i++)
        {
            Task<WireLogPage>[] waiting = [.. Enumerable.Range(0, 50).Select(_ => store.WaitForAsync(i))];
            await Task.Delay(Moment, scope.Token).ConfigureAwait(false);
            await store.AppendAsync(i).ConfigureAwait(false);
            scope.Doing($"One of 50 waits for message {i}, which was appended,");
            await Task.WhenAll(waiting).ConfigureAwait(false);
        }
    }

    public static async Task PatientAsync(LogStoreScope scope)
    {
        const int Most = 100;
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        await store.AppendAsync(1).ConfigureAwait(false);
        using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(scope.Token);
        time.CancelAfter(TimeSpan.FromMilliseconds(500));
        scope.Doing("WaitAsync(2), which is cancelled,");
        int returned = 0;
        try
        {
            while (returned <= Most)
            {
                await store.Store.WaitAsync(2, time.Token).ConfigureAwait(false);
                returned++;
            }
        }
        catch (OperationCanceledException)
        {
            // It has waited.
        }

        LogStoreFault.If(
            returned > Most,
            $"WaitAsync returned {returned} times within half a second, and nothing happened."
        );
    }

    public static async Task CancelAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        using CancellationTokenSource source = new();
        Task cancelled = WaitForEverAsync(store, source.Token);
        Task<WireLogPage> before = store.WaitForAsync(1);
        Task alsoCancelled = WaitForEverAsync(store, source.Token);
        Task<WireLogPage> after = store.WaitForAsync(1);
        await Task.Delay(Moment, scope.Token).ConfigureAwait(false);
        source.Cancel();
        foreach (Task wait in new[] { cancelled, alsoCancelled, WaitForEverAsync(store, source.Token) })
        {
            scope.Doing("A wait that was cancelled");
            await Thrown
                .ByAsync<OperationCanceledException>(() => wait, "WaitAsync with a token that was cancelled")
                .ConfigureAwait(false);
        }

        LogStoreFault.If(before.IsCompleted || after.IsCompleted, "Another wait has ended too.");
        await store.AppendAsync(1).ConfigureAwait(false);
        scope.Doing("A wait beside one that was cancelled");
        await before.ConfigureAwait(false);
        await after.ConfigureAwait(false);
    }

    private static async Task WaitForEverAsync(CheckedStore store, CancellationToken token)
    {
        while (true)
        {
            await store.Store.WaitAsync(1, token).ConfigureAwait(false);
            await Task.Yield();
        }
    }
}
