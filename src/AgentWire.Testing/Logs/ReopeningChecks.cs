using AgentWire.Streaming;

namespace AgentWire.Testing.Logs;

/// <summary>What two stores of one log promise, which can be on two machines.</summary>
internal static class ReopeningChecks
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    public static async Task SameLogAsync(LogStoreScope scope)
    {
        CheckedStore one = await scope.CreateAsync().ConfigureAwait(false);
        await one.AppendManyAsync(3).ConfigureAwait(false);
        CheckedStore other = await scope.ReopenAsync(one).ConfigureAwait(false);
        await other.RequireAsync([1, 2, 3]).ConfigureAwait(false);
        await one.EndAsync("It failed.").ConfigureAwait(false);
        CheckedStore third = await scope.ReopenAsync(one).ConfigureAwait(false);
        WireLogPage expected = await one.StateAsync().ConfigureAwait(false);
        foreach (CheckedStore store in new[] { other, third })
        {
            WireLogPage page = await store.StateAsync().ConfigureAwait(false);
            LogStoreFault.If(
                page.Epoch != expected.Epoch,
                $"Two stores of a log have the epochs {expected.Epoch} and {page.Epoch}."
            );
            LogStoreFault.If(page.End?.Error != "It failed.", "The end of the log is not in a page of another store.");
            await store.RequireAsync([1, 2, 3]).ConfigureAwait(false);
            await Thrown
                .ByAsync<InvalidOperationException>(
                    async () => await store.AppendAsync(4).ConfigureAwait(false),
                    "AppendAsync after the end, which another store has set,"
                )
                .ConfigureAwait(false);
        }
    }

    public static async Task NumbersAsync(LogStoreScope scope)
    {
        const int Each = 100;
        CheckedStore one = await scope.CreateAsync().ConfigureAwait(false);
        CheckedStore other = await scope.ReopenAsync(one).ConfigureAwait(false);
        WireLogAppended[][] all = await Task.WhenAll(
                new[] { one, other }.Select(store =>
                    Task.Run(
                        async () =>
                        {
                            List<WireLogAppended> own = [];
                            for (int i = 0; i < Each; i++)
                            {
                                own.Add(await store.AppendAsync(i).ConfigureAwait(false));
                            }

                            return own.ToArray();
                        },
                        scope.Token
                    )
                )
            )
            .ConfigureAwait(false);
        long[] numbers = [.. all.SelectMany(each => each).Select(each => each.Position.Number).OrderBy(each => each)];
        LogStoreFault.If(
            !numbers.SequenceEqual(Enumerable.Range(1, 2 * Each).Select(i => (long)i)),
            $"{2 * Each} messages did not get the numbers from 1 to {2 * Each}, once each."
        );
        List<string> messages = await one.ReadWholeAsync().ConfigureAwait(false);
        List<string> same = await other.ReadWholeAsync().ConfigureAwait(false);
        LogStoreFault.If(!messages.SequenceEqual(same), "Two stores of a log return different messages.");
    }

    public static async Task SequencesAsync(LogStoreScope scope)
    {
        CheckedStore one = await scope.CreateAsync().ConfigureAwait(false);
        CheckedStore other = await scope.ReopenAsync(one).ConfigureAwait(false);
        await one.AppendAsync(1, sequence: 5).ConfigureAwait(false);
        WireLogAppended again = await other.AppendAsync(9, sequence: 5).ConfigureAwait(false);
        LogStoreFault.If(!again.IsRepetition, "A repetition at another store of the log is not recognized.");
        await other.AppendAsync(2, sequence: 6).ConfigureAwait(false);
        await one.RequireAsync([1, 2]).ConfigureAwait(false);
    }

    public static async Task WakesAsync(LogStoreScope scope)
    {
        CheckedStore one = await scope.CreateAsync().ConfigureAwait(false);
        CheckedStore other = await scope.ReopenAsync(one).ConfigureAwait(false);
        for (int i = 1; i <= 3; i++)
        {
            Task<WireLogPage> waiting = other.WaitForAsync(i);
            await Task.Delay(Moment, scope.Token).ConfigureAwait(false);
            await one.AppendAsync(i).ConfigureAwait(false);
            scope.Doing($"A wait for message {i}, which another store has appended,");
            await waiting.ConfigureAwait(false);
        }
    }

    public static async Task EndWakesAsync(LogStoreScope scope)
    {
        CheckedStore one = await scope.CreateAsync().ConfigureAwait(false);
        CheckedStore other = await scope.ReopenAsync(one).ConfigureAwait(false);
        Task<WireLogPage> waiting = other.WaitForAsync(1);
        await Task.Delay(Moment, scope.Token).ConfigureAwait(false);
        await one.EndAsync().ConfigureAwait(false);
        scope.Doing("A wait at a log that another store has ended");
        await waiting.ConfigureAwait(false);
    }

    public static async Task DisposeAsync(LogStoreScope scope)
    {
        CheckedStore one = await scope.CreateAsync().ConfigureAwait(false);
        CheckedStore other = await scope.ReopenAsync(one).ConfigureAwait(false);
        await one.AppendAsync(1).ConfigureAwait(false);
        Task<WireLogPage> waiting = other.WaitForAsync(2);
        await Task.Delay(Moment, scope.Token).ConfigureAwait(false);
        scope.Doing("DisposeAsync");
        await one.Store.DisposeAsync().ConfigureAwait(false);
        await other.AppendAsync(2).ConfigureAwait(false);
        await waiting.ConfigureAwait(false);
        await other.RequireAsync([1, 2]).ConfigureAwait(false);
    }
}
