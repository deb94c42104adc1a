using AgentWire.Streaming;

namespace AgentWire.Testing.Logs;

/// <summary>What many callers at the same time can rely on.</summary>
internal static class ConcurrencyChecks
{
    private const int Appenders = 8;
    private const int Each = 100;

    public static async Task AppendersAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        (long Content, WireLogAppended Appended)[] all = await AppendAsync(scope, store).ConfigureAwait(false);
        long[] contents = new long[Appenders * Each];
        foreach ((long content, WireLogAppended appended) in all)
        {
            long number = appended.Position.Number;
            LogStoreFault.If(
                number < 1 || number > contents.Length || contents[number - 1] != 0,
                $"The position {appended.Position} was returned twice, or is not possible."
            );
            contents[number - 1] = content;
        }

        await store.RequireAsync(contents).ConfigureAwait(false);
    }

    public static async Task ReadersAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        Task<List<string>>[] readers =
        [
            .. Enumerable.Range(0, 4).Select(i => Task.Run(() => FollowAsync(store, 1 + (i * 20)), scope.Token)),
        ];
        await AppendAsync(scope, store).ConfigureAwait(false);
        await store.EndAsync().ConfigureAwait(false);
        scope.Doing("A reader of a log that has ended");
        List<string>[] read = await Task.WhenAll(readers).ConfigureAwait(false);
        List<string> whole = await store.ReadWholeAsync().ConfigureAwait(false);
        LogStoreFault.If(whole.Count != Appenders * Each, $"The log has {whole.Count} of {Appenders * Each} messages.");
        foreach (List<string> messages in read)
        {
            LogStoreFault.If(
                !messages.SequenceEqual(whole),
                $"A reader has got {messages.Count} messages, and not the {whole.Count} that the log has."
            );
        }
    }

    public static async Task SequencesAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        scope.Doing("One of several appenders");
        int[] appended = await Task.WhenAll(
                Enumerable
                    .Range(0, 4)
                    .Select(_ =>
                        Task.Run(
                            async () =>
                            {
                                int count = 0;
                                for (int i = 0; i < Each; i++)
                                {
                                    WireLogAppended result = await store.AppendAsync(i, i).ConfigureAwait(false);
                                    count += result.IsRepetition ? 0 : 1;
                                }

                                return count;
                            },
                            scope.Token
                        )
                    )
            )
            .ConfigureAwait(false);
        await store.RequireAsync(Enumerable.Range(0, Each).Select(i => (long)i)).ConfigureAwait(false);
        LogStoreFault.If(
            appended.Sum() != Each,
            $"{appended.Sum()} calls returned that they had appended one of {Each} messages."
        );
    }

    public static async Task EndAsync(LogStoreScope scope)
    {
        // A message that comes too late does not come each time.
        for (int round = 0; round < 10; round++)
        {
            CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
            Task<int>[] appenders =
            [
                .. Enumerable.Range(0, 4).Select(_ => Task.Run(() => AppendUntilEndAsync(store), scope.Token)),
            ];
            await store.WaitForAsync(20).ConfigureAwait(false);
            await store.EndAsync().ConfigureAwait(false);
            WireLogPage ended = await store.StateAsync().ConfigureAwait(false);
            scope.Doing("An appender of a log that has ended");
            int[] appended = await Task.WhenAll(appenders).ConfigureAwait(false);
            WireLogPage final = await store.StateAsync().ConfigureAwait(false);
            LogStoreFault.If(
                ended.Last != final.Last,
                $"The log ended after message {ended.Last}, and has {final.Last} now."
            );
            LogStoreFault.If(
                appended.Sum() != final.Last,
                $"{appended.Sum()} calls have appended a message, and the log has {final.Last}."
            );
        }
    }

    private static async Task<(long Content, WireLogAppended Appended)[]> AppendAsync(
        LogStoreScope scope,
        CheckedStore store
    )
    {
        (long Content, WireLogAppended Appended)[][] all = await Task.WhenAll(
                Enumerable
                    .Range(0, Appenders)
                    .Select(appender =>
                        Task.Run(
                            async () =>
                            {
                                List<(long, WireLogAppended)> own = [];
                                for (int i = 1; i <= Each; i++)
                                {
                                    long content = (appender * 1_000) + i;
                                    own.Add((content, await store.AppendAsync(content).ConfigureAwait(false)));
                                }

                                return own.ToArray();
                            },
                            scope.Token
                        )
                    )
            )
            .ConfigureAwait(false);
        return [.. all.SelectMany(each => each)];
    }

    private static async Task<List<string>> FollowAsync(CheckedStore store, int pageSize)
    {
        List<string> messages = [];
        while (true)
        {
            long next = messages.Count + 1;
            WireLogPage page = await store.ReadAsync(next, pageSize).ConfigureAwait(false);
            messages.AddRange(page.Entries.ToArray().Select(entry => CheckedStore.Text(entry.Message)));
            if (!page.Entries.IsEmpty)
            {
                continue;
            }

            if (page.End is not null)
            {
                return messages;
            }

            await store.WaitAsync(next).ConfigureAwait(false);
        }
    }

    private static async Task<int> AppendUntilEndAsync(CheckedStore store)
    {
        for (int count = 0; count < 1_000; count++)
        {
            try
            {
                await store.AppendAsync(count).ConfigureAwait(false);
            }
            catch (InvalidOperationException)
            {
                return count;
            }
        }

        return 1_000;
    }
}
