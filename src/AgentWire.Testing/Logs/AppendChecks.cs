using System.Text;
using AgentWire.Streaming;

namespace AgentWire.Testing.Logs;

/// <summary>What appending promises.</summary>
internal static class AppendChecks
{
    public static async Task NewLogAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        WireLogPage page = await store.ReadAsync(1, 10).ConfigureAwait(false);
        LogStoreFault.If(
            page is not { First: 1, Last: 0 },
            $"A new log has First = {page.First} and Last = {page.Last} instead of 1 and 0."
        );
        LogStoreFault.If(page.End is not null, "A new log has ended.");
        bool isPosition = WireLogPosition.TryParse($"{page.Epoch}-0", out WireLogPosition position);
        LogStoreFault.If(!isPosition || position.Epoch != page.Epoch, $"\"{page.Epoch}\" cannot be an epoch.");
    }

    public static async Task NumbersAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        for (int i = 1; i <= 20; i++)
        {
            WireLogAppended appended = await store.AppendAsync(i).ConfigureAwait(false);
            LogStoreFault.If(
                appended.Position.Number != i,
                $"AppendAsync returned the position {appended.Position} for message {i}."
            );
            LogStoreFault.If(appended.IsRepetition, "A message without a sequence number counts as a repetition.");
            WireLogPage page = await store.StateAsync().ConfigureAwait(false);
            LogStoreFault.If(page.Last != i, $"Last is {page.Last} after message {i}.");
            LogStoreFault.If(
                page.Epoch != appended.Position.Epoch,
                $"The log has the epoch {page.Epoch}, and AppendAsync returned {appended.Position}."
            );
        }

        await store.RequireAsync(Enumerable.Range(1, 20).Select(i => (long)i)).ConfigureAwait(false);
    }

    public static async Task BytesAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        string[] messages =
        [
            "{}",
            "\"é€😀 \\u0000 \\n\"",
            $"\"{new string('x', 5_000)}\"",
            $"\"{new string('é', 500_000)}\"",
            "0",
        ];
        foreach (string message in messages)
        {
            await store.AppendAsync(Encoding.UTF8.GetBytes(message)).ConfigureAwait(false);
        }

        List<string> read = await store.ReadWholeAsync().ConfigureAwait(false);
        LogStoreFault.If(read.Count != messages.Length, $"The log has {read.Count} of {messages.Length} messages.");
        for (int i = 0; i < messages.Length; i++)
        {
            LogStoreFault.If(
                read[i] != messages[i],
                $"Message {i + 1} of {messages[i].Length} characters came back differently."
            );
        }
    }

    public static async Task CopiesAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        byte[] memory = CheckedStore.Message(1);
        await store.AppendAsync(memory).ConfigureAwait(false);
        CheckedStore.Message(2).CopyTo(memory, 0);
        await store.AppendAsync(memory).ConfigureAwait(false);
        memory.AsSpan().Clear();
        await store.RequireAsync([1, 2]).ConfigureAwait(false);
    }

    public static async Task EpochsAsync(LogStoreScope scope)
    {
        CheckedStore first = await scope.CreateAsync().ConfigureAwait(false);
        CheckedStore second = await scope.CreateAsync().ConfigureAwait(false);
        await first.AppendAsync(1).ConfigureAwait(false);
        WireLogPage one = await first.StateAsync().ConfigureAwait(false);
        WireLogPage other = await second.StateAsync().ConfigureAwait(false);
        LogStoreFault.If(one.Epoch == other.Epoch, $"Two logs have the epoch {one.Epoch}.");
        LogStoreFault.If(other.Last != 0, "A message of one log is in another one.");
    }
}
