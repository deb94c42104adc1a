using AgentWire.Streaming;

namespace AgentWire.Testing.Logs;

/// <summary>What sequence numbers of producers promise.</summary>
internal static class SequenceChecks
{
    public static async Task RepetitionsAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        await AppendAsync(store, content: 1, sequence: 0, number: 1, isRepetition: false).ConfigureAwait(false);
        await AppendAsync(store, content: 9, sequence: 0, number: 1, isRepetition: true).ConfigureAwait(false);
        await AppendAsync(store, content: 2, sequence: 7, number: 2, isRepetition: false).ConfigureAwait(false);
        await AppendAsync(store, content: 9, sequence: 7, number: 2, isRepetition: true).ConfigureAwait(false);
        await AppendAsync(store, content: 9, sequence: 3, number: 2, isRepetition: true).ConfigureAwait(false);
        await AppendAsync(store, content: 3, sequence: null, number: 3, isRepetition: false).ConfigureAwait(false);
        await AppendAsync(store, content: 9, sequence: 7, number: 3, isRepetition: true).ConfigureAwait(false);
        await AppendAsync(store, content: 4, sequence: 10, number: 4, isRepetition: false).ConfigureAwait(false);
        await AppendAsync(store, content: 9, sequence: 9, number: 4, isRepetition: true).ConfigureAwait(false);
        await store.RequireAsync([1, 2, 3, 4]).ConfigureAwait(false);
    }

    public static async Task LargeNumbersAsync(LogStoreScope scope)
    {
        // The first two are equal as floating-point numbers.
        long[] sequences = [9_007_199_254_740_992, 9_007_199_254_740_993, long.MaxValue - 1, long.MaxValue];
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        for (int i = 0; i < sequences.Length; i++)
        {
            await AppendAsync(store, i + 1, sequences[i], i + 1, isRepetition: false).ConfigureAwait(false);
            await AppendAsync(store, 9, sequences[i], i + 1, isRepetition: true).ConfigureAwait(false);
        }

        await store.RequireAsync([1, 2, 3, 4]).ConfigureAwait(false);
    }

    public static async Task NegativeAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        await Thrown
            .ByAsync<ArgumentOutOfRangeException>(
                async () => await store.AppendAsync(1, -1).ConfigureAwait(false),
                "AppendAsync with a negative sequence number"
            )
            .ConfigureAwait(false);
        await store.RequireAsync([]).ConfigureAwait(false);
    }

    public static async Task AfterEndAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        await AppendAsync(store, content: 1, sequence: 5, number: 1, isRepetition: false).ConfigureAwait(false);
        await store.EndAsync().ConfigureAwait(false);
        await AppendAsync(store, content: 9, sequence: 5, number: 1, isRepetition: true).ConfigureAwait(false);
        await Thrown
            .ByAsync<InvalidOperationException>(
                async () => await store.AppendAsync(2, 6).ConfigureAwait(false),
                "AppendAsync with a new sequence number after the end"
            )
            .ConfigureAwait(false);
    }

    public static async Task AfterDiscardingAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync(maxMessages: 5).ConfigureAwait(false);
        await AppendAsync(store, content: 1, sequence: 5, number: 1, isRepetition: false).ConfigureAwait(false);
        long last = await DiscardChecks.FillAsync(store, maxMessages: 5).ConfigureAwait(false);
        await AppendAsync(store, content: 9, sequence: 5, last, isRepetition: true).ConfigureAwait(false);
    }

    private static async Task AppendAsync(
        CheckedStore store,
        long content,
        long? sequence,
        long number,
        bool isRepetition
    )
    {
        WireLogAppended appended = await store.AppendAsync(content, sequence).ConfigureAwait(false);
        string call = $"AppendAsync with the sequence number {(sequence is null ? "null" : $"{sequence}")}";
        LogStoreFault.If(
            appended.IsRepetition != isRepetition,
            $"{call} returned IsRepetition = {appended.IsRepetition}."
        );
        LogStoreFault.If(
            appended.Position.Number != number,
            $"{call} returned the position {appended.Position} instead of that of message {number}."
        );
    }
}
