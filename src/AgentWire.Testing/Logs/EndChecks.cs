using AgentWire.Streaming;

namespace AgentWire.Testing.Logs;

/// <summary>What the end of a log promises.</summary>
internal static class EndChecks
{
    public static async Task EndsAsync(LogStoreScope scope)
    {
        foreach (string? error in new[] { null, "", "The run failed: é€😀 \"\n" })
        {
            CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
            await store.AppendManyAsync(5).ConfigureAwait(false);
            WireLogPage page = await store.ReadAsync(1, 1).ConfigureAwait(false);
            LogStoreFault.If(page.End is not null, "The log has ended before EndAsync.");
            await store.EndAsync(error).ConfigureAwait(false);
            foreach (long from in new long[] { 1, 5, 6 })
            {
                Require(await store.ReadAsync(from, 1).ConfigureAwait(false), error);
            }

            await store.RequireAsync([1, 2, 3, 4, 5]).ConfigureAwait(false);
        }
    }

    public static async Task FirstEndAsync(LogStoreScope scope)
    {
        foreach (string? first in new[] { null, "first" })
        {
            foreach (string? second in new[] { null, "second" })
            {
                CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
                await store.EndAsync(first).ConfigureAwait(false);
                await store.EndAsync(second).ConfigureAwait(false);
                Require(await store.StateAsync().ConfigureAwait(false), first);
            }
        }
    }

    public static async Task AppendAfterEndAsync(LogStoreScope scope)
    {
        foreach (string? error in new[] { null, "It failed." })
        {
            CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
            await store.AppendAsync(1).ConfigureAwait(false);
            await store.EndAsync(error).ConfigureAwait(false);
            await Thrown
                .ByAsync<InvalidOperationException>(
                    async () => await store.AppendAsync(2).ConfigureAwait(false),
                    "AppendAsync after the end"
                )
                .ConfigureAwait(false);
            await store.RequireAsync([1]).ConfigureAwait(false);
        }
    }

    private static void Require(WireLogPage page, string? error) =>
        LogStoreFault.If(
            page.End is null || page.End.Error != error,
            $"The log was ended with {Name(error)}, and a page says {(page.End is null ? "nothing" : Name(page.End.Error))}."
        );

    private static string Name(string? error) => error is null ? "no error" : $"the error \"{error}\"";
}
