using System.Text;
using AgentWire.Streaming;

namespace AgentWire.Testing.Logs;

/// <summary>Calls a store as the checks need it, and checks what is true of every call.</summary>
internal sealed class CheckedStore(WireLogStore store, LogStoreScope scope)
{
    public WireLogStore Store { get; } = store;

    /// <summary>Returns the message that stands for a number.</summary>
    public static byte[] Message(long content) => Encoding.UTF8.GetBytes($"{{\"content\":{content}}}");

    public static string Text(ReadOnlyMemory<byte> message) => Encoding.UTF8.GetString(message.ToArray());

    public ValueTask<WireLogAppended> AppendAsync(long content, long? sequence = null) =>
        AppendAsync(Message(content), sequence);

    public ValueTask<WireLogAppended> AppendAsync(byte[] message, long? sequence = null)
    {
        scope.Doing("AppendAsync");
        return Store.AppendAsync(message, sequence, scope.Token);
    }

    public async Task AppendManyAsync(int count)
    {
        for (int i = 1; i <= count; i++)
        {
            await AppendAsync(i).ConfigureAwait(false);
        }
    }

    public ValueTask EndAsync(string? error = null)
    {
        scope.Doing("EndAsync");
        return Store.EndAsync(error is null ? WireLogEnd.Completed : new() { Error = error }, scope.Token);
    }

    public Task<WireLogPage> StateAsync() => ReadAsync(1, 0);

    /// <summary>Reads a page, and checks that it is a possible one.</summary>
    public async Task<WireLogPage> ReadAsync(long from, int maxEntries)
    {
        string call = $"ReadAsync({from}, {maxEntries})";
        scope.Doing(call);
        WireLogPage page = await Store.ReadAsync(from, maxEntries, scope.Token).ConfigureAwait(false);
        LogStoreFault.If(
            page.First < 1 || page.First > page.Last + 1,
            $"{call} returned First = {page.First} and Last = {page.Last}."
        );
        LogStoreFault.If(
            page.Entries.Length > maxEntries,
            $"{call} returned {page.Entries.Length} messages, which are too many."
        );
        bool isThere = from >= page.First && from <= page.Last && maxEntries > 0;
        LogStoreFault.If(
            isThere && page.Entries.IsEmpty,
            $"{call} returned no message, although {page.First} to {page.Last} are kept."
        );
        LogStoreFault.If(
            !isThere && !page.Entries.IsEmpty,
            $"{call} returned messages, although {page.First} to {page.Last} are kept."
        );
        for (int i = 0; i < page.Entries.Length; i++)
        {
            long number = page.Entries.Span[i].Number;
            LogStoreFault.If(number != from + i, $"{call} returned message {number} in place of {from + i}.");
        }

        return page;
    }

    /// <summary>Reads everything that is kept, and returns the messages as text.</summary>
    public async Task<List<string>> ReadWholeAsync(int pageSize = 1000)
    {
        List<string> messages = [];
        WireLogPage page = await StateAsync().ConfigureAwait(false);
        long next = page.First;
        while (next <= page.Last)
        {
            page = await ReadAsync(next, pageSize).ConfigureAwait(false);
            foreach (WireLogEntry entry in page.Entries.ToArray())
            {
                messages.Add(Text(entry.Message));
                next++;
            }
        }

        return messages;
    }

    /// <summary>Waits as a reader does, until the log has a message or has ended.</summary>
    public async Task<WireLogPage> WaitForAsync(long number)
    {
        while (true)
        {
            WireLogPage page = await ReadAsync(number, 1).ConfigureAwait(false);
            if (page.Last >= number || page.End is not null)
            {
                return page;
            }

            await WaitAsync(number).ConfigureAwait(false);
        }
    }

    public ValueTask WaitAsync(long number)
    {
        scope.Doing($"WaitAsync({number})");
        return Store.WaitAsync(number, scope.Token);
    }

    /// <summary>Checks that the log has these messages and no others.</summary>
    public async Task RequireAsync(IEnumerable<long> contents)
    {
        List<string> messages = await ReadWholeAsync().ConfigureAwait(false);
        List<string> expected = [.. contents.Select(content => Text(Message(content)))];
        LogStoreFault.If(
            messages.Count != expected.Count,
            $"The log has {messages.Count} messages, and {expected.Count} were appended."
        );
        for (int i = 0; i < expected.Count; i++)
        {
            LogStoreFault.If(
                messages[i] != expected[i],
                $"The log has {messages[i]} where {expected[i]} was appended."
            );
        }
    }
}
