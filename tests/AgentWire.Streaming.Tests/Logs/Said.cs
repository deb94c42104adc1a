using AgentWire.Shared.Streams;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Logs;

/// <summary>Logs of messages that are told apart by their text.</summary>
internal static class Said
{
    public static ServerMessage Message(object text) => new StreamEvent.Chunk { Content = $"{text}" };

    public static string Text(ServerMessage message) =>
        ((StreamEvent.Chunk)((ServerMessage.Stream)message).Event).Content;

    public static WireLog<ServerMessage> Log(
        MemoryLogOptions? limits = null,
        Func<CancellationToken, ValueTask<WireLogSnapshot<ServerMessage>>>? snapshot = null
    ) => WireLog.Create(WalrusWire.Server, new MemoryLogStore(limits), new() { Snapshot = snapshot });

    /// <summary>Appends the numbers from one to another.</summary>
    public static async Task<WireLogPosition> AppendAsync(this WireLog<ServerMessage> log, int from, int to)
    {
        WireLogPosition position = default;
        for (int i = from; i <= to; i++)
        {
            position = (await log.AppendAsync(Message(i))).Position;
        }

        return position;
    }

    /// <summary>Returns what is there now, one word for each item.</summary>
    public static async Task<string> ThereAsync(this WireLogReader<ServerMessage> reader)
    {
        List<string> words = [];
        while (true)
        {
            using CancellationTokenSource source = new();
            ValueTask<bool> wait = reader.WaitToReadAsync(source.Token);
            if (!wait.IsCompleted)
            {
                source.Cancel();
                await Should.ThrowAsync<OperationCanceledException>(wait.AsTask().InTime());
                return string.Join(' ', words);
            }

            if (!await wait)
            {
                return string.Join(' ', [.. words, "end"]);
            }

            while (reader.TryRead(out WireLogItem<ServerMessage> item))
            {
                words.Add(Word(item));
            }
        }
    }

    /// <summary>A message as its text, that of a snapshot in parentheses, and the beginning of a snapshot as its reason.</summary>
    public static string Word(WireLogItem<ServerMessage> item) =>
        item.Kind switch
        {
            WireLogItemKind.Message => Text(item.Read()),
            WireLogItemKind.SnapshotMessage => $"({Text(item.Read())})",
            _ => item.Gone is null ? "snapshot" : $"{item.Gone.Reason}",
        };
}
