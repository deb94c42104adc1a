using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Following;

/// <summary>Messages with numbers, and events with ids.</summary>
internal static class Some
{
    public static ServerMessage Message(int number) => new StreamEvent.Chunk { Content = $"{number}" };

    public static ServerMessage End { get; } = new StreamEvent.End { Agent = "a" };

    /// <summary>Gets what arrives if every message does, once.</summary>
    public static string[] Upto(int last) => [.. Enumerable.Range(1, last).Select(number => $"{number}")];

    public static string Json(int number) => WalrusWire.Server.ToJson(Message(number));

    public static string Event(int number) => $"id: {number}\ndata: {Json(number)}\n\n";

    public static string Events(int first, int last) =>
        string.Concat(Enumerable.Range(first, last - first + 1).Select(Event));

    public static string Line(int number) => $"{Json(number)}\n";

    public static string EndEvent { get; } = $"data: {WalrusWire.Server.ToJson(End)}\n\n";

    public static string Text(ServerMessage message) =>
        message is ServerMessage.Stream { Event: StreamEvent.Chunk chunk } ? chunk.Content : message.Tag;

    public static bool IsEnd(ServerMessage message) => message is ServerMessage.Stream { Event: StreamEvent.End };

    public static Task Fail(CancellationToken token) => throw new IOException("Lost.");

    public static Task Silence(CancellationToken token) => Task.Delay(Timeout.Infinite, token);

    /// <summary>Reads all messages, and returns their texts and how the enumeration ended; null for a regular end.</summary>
    public static async Task<(string[] Texts, Exception? End)> Read(
        WireFollower<ServerMessage> follower,
        CancellationToken token = default
    )
    {
        (List<ServerMessage> messages, Exception? end) = await Shared.Streams.Limited.Outcome(
            follower.ReadAllAsync(token)
        );
        return ([.. messages.Select(Text)], end);
    }

    /// <summary>Reads some messages, and leaves the enumeration.</summary>
    public static async Task<string[]> Take(WireFollower<ServerMessage> follower, int count)
    {
        List<string> texts = [];
        await foreach (ServerMessage message in follower.ReadAllAsync())
        {
            texts.Add(Text(message));
            if (texts.Count == count)
            {
                break;
            }
        }

        return [.. texts];
    }
}
