using System.Net.ServerSentEvents;
using System.Net.WebSockets;
using AgentWire.Cinch;
using AgentWire.Shared.Streams;
using AgentWire.SmoothOperator;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Framing;

/// <summary>The bytes of each framing are those of a handmade file, frame by frame, and can be read from it.</summary>
public sealed class BytesOnTheWireTests
{
    private static readonly AgUiEvent[] Events =
    [
        SystemPromptWire.Server.Read(
            """{"type":"RUN_STARTED","timestamp":"2026-01-02T03:04:05.123456789Z","threadId":"00000000-0000-4000-8000-000000000001","runId":"task-1","input":{"z":1,"a":null}}"""
        ),
        SystemPromptWire.Server.Read(
            """{"type":"STATE_DELTA","timestamp":"2026-01-02T03:04:05Z","delta":[{"op":"add","path":"/a","value":1},{"op":"move","from":"/d","path":"/e"}]}"""
        ),
        SystemPromptWire.Server.Read(
            """{"type":"TEXT_MESSAGE_END","timestamp":"2026-01-02T03:04:05.123Z","messageId":"m1"}"""
        ),
    ];

    private static readonly Walrus.ServerMessage[] Replies =
    [
        new Walrus.ServerMessage.Pong(),
        new StreamEvent.Start { Agent = "assistant", Session = 7 },
        new StreamEvent.ToolsComplete(),
        new StreamEvent.End { Agent = "assistant" },
        new Walrus.ServerMessage.Error { Code = 404, Message = "nope" },
    ];

    [Fact]
    public Task Walrus_requests() =>
        Same(
            "walrus.client.length-prefixed",
            WireFraming.LengthPrefixed,
            WalrusWire.Client,
            new Walrus.ClientMessage.Ping(),
            new Walrus.ClientMessage.Stream { Agent = "assistant", Content = "hi" },
            new Walrus.ClientMessage.Kill { Session = 7 }
        );

    [Fact]
    public Task Walrus_replies() =>
        Same("walrus.server.length-prefixed", WireFraming.LengthPrefixed, WalrusWire.Server, Replies);

    [Fact]
    public Task Lines() =>
        Same(
            "walrus.server.ndjson",
            WireFraming.NewlineDelimited,
            WalrusWire.Server,
            Replies[0],
            Replies[2],
            Replies[4]
        );

    [Fact]
    public async Task Systemprompt_events_with_a_keep_alive()
    {
        byte[] expected = Data("systemprompt.server.sse");
        using MemoryStream output = new();
        await using WireStreamWriter<AgUiEvent> writer = WireStreamWriter.Create(
            output,
            WireFraming.ServerSentEvents,
            SystemPromptWire.Server
        );
        await writer.WriteAsync(Events[0]);
        await writer.WriteAsync(Events[1]);
        await writer.WriteKeepAliveAsync();
        await writer.WriteAsync(Events[2]);
        output.ToArray().ShouldBe(expected);
        await using WireStreamReader<AgUiEvent> reader = WireStreamReader.Create(
            new MemoryStream(expected),
            WireFraming.ServerSentEvents,
            SystemPromptWire.Server.With(new WireOptions { UnknownTags = UnknownTagHandling.Reject })
        );
        (await reader.ReadAllAsync().ToList()).ShouldBe(Events);
    }

    /// <summary>The framework's own formatter writes the same bytes.</summary>
    [Fact]
    public async Task Events_are_as_the_framework_formats_them()
    {
        using MemoryStream expected = new();
        await SseFormatter.WriteAsync(
            Items(),
            expected,
            (item, output) => SystemPromptWire.Server.Write(output, item.Data)
        );
        (await new Root<AgUiEvent>(SystemPromptWire.Server).Write(WireFraming.ServerSentEvents, [.. Events])).ShouldBe(
            expected.ToArray()
        );

        static async IAsyncEnumerable<SseItem<AgUiEvent>> Items()
        {
            foreach (AgUiEvent item in Events)
            {
                await Task.Yield();
                yield return new(item);
            }
        }
    }

    [Fact]
    public Task Cinch_messages() =>
        SameWebSocket(
            "cinch.server.websocket",
            CinchWire.Server,
            """{"type":"round","round":3,"max_rounds":30,"context_pct":0.42}""",
            """{"type":"question","question":{"prompt":"Pick","choices":[{"label":"A","body":"b","metadata":""}],"editable":false,"max_edit_length":null}}"""
        );

    [Fact]
    public Task Synaps_messages() =>
        SameWebSocket(
            "synaps.server.websocket",
            SynapsWire.Server,
            """{"type":"done"}""",
            """{"type":"tool_use","tool_name":"bash","tool_id":"toolu_1","input":{"command":"ls -la","timeout":30}}"""
        );

    [Fact]
    public Task Smooth_operator_events() =>
        SameWebSocket(
            "smooth-operator.server.websocket",
            SmoothOperatorWire.Server,
            """{"data":{"timestamp":1749340800000},"requestId":"r1","timestamp":1749340800000,"type":"pong"}""",
            """{"data":{"requestId":"r1","token":"Hel"},"requestId":"r1","timestamp":1749340800000,"token":"Hel","type":"stream_token"}"""
        );

    /// <summary>A client masks what it sends with a new key each time. Without the mask, it equals the file.</summary>
    [Fact]
    public async Task Cinch_requests()
    {
        Cinch.ClientMessage[] messages =
        [
            new Cinch.ClientMessage.Chat { Message = "hi" },
            new Cinch.ClientMessage.Quit(),
        ];
        byte[] expected = Data("cinch.client.websocket");
        using WebSocket server = WebSocket.CreateFromStream(
            new ChunkedStream(expected, 3),
            new WebSocketCreationOptions { IsServer = true }
        );
        await using WireStreamReader<Cinch.ClientMessage> reader = WireStreamReader.Create(server, CinchWire.Client);
        (await reader.ReadAllAsync().ToList()).ShouldBe(messages);

        using MemoryStream output = new();
        using WebSocket client = WebSocket.CreateFromStream(output, new WebSocketCreationOptions());
        WireStreamWriter<Cinch.ClientMessage> writer = WireStreamWriter.Create(client, CinchWire.Client);
        foreach (Cinch.ClientMessage message in messages)
        {
            await writer.WriteAsync(message);
        }

        await writer.CompleteAsync();
        Unmasked(output.ToArray()).ShouldBe(Unmasked(expected));
        output.ToArray().Length.ShouldBe(expected.Length);
    }

    [Fact]
    public async Task Keep_alives_are_those_of_the_framing_and_of_the_dialect()
    {
        (await KeepAlive(WireFraming.ServerSentEvents, WalrusWire.Server)).ShouldBe(":\n\n"u8.ToArray());
        (await KeepAlive(WireFraming.ServerSentEvents, SystemPromptWire.Server)).ShouldBe(
            "event: heartbeat\ndata: {\"type\":\"heartbeat\"}\n\n"u8.ToArray()
        );
        (await KeepAlive(WireFraming.NewlineDelimited, SystemPromptWire.Server)).ShouldBe("\n"u8.ToArray());
        WireFraming.LengthPrefixed.HasKeepAlive.ShouldBeFalse();
        await Should.ThrowAsync<NotSupportedException>(() => KeepAlive(WireFraming.LengthPrefixed, WalrusWire.Server));
    }

    private static async Task<byte[]> KeepAlive<T>(WireFraming framing, WireCodec<T> codec)
        where T : notnull
    {
        using MemoryStream output = new();
        await using WireStreamWriter<T> writer = WireStreamWriter.Create(output, framing, codec);
        await writer.WriteKeepAliveAsync();
        return output.ToArray();
    }

    private static async Task Same<T>(string file, WireFraming framing, WireCodec<T> codec, params T[] messages)
        where T : notnull
    {
        Root<T> root = new(codec);
        (await root.Write(framing, [.. messages.Cast<object>()])).ShouldBe(Data(file));
        foreach (bool throughPipe in new[] { true, false })
        {
            object[] read = await root.Read(new ChunkedStream(Data(file), 5), framing, throughPipe);
            read.ShouldBe(messages.Cast<object>());
        }
    }

    private static async Task SameWebSocket<T>(string file, WireCodec<T> codec, params string[] json)
        where T : notnull
    {
        T[] messages = [.. json.Select(codec.Read)];
        using MemoryStream output = new();
        using WebSocket server = WebSocket.CreateFromStream(output, new WebSocketCreationOptions { IsServer = true });
        WireStreamWriter<T> writer = WireStreamWriter.Create(server, codec);
        foreach (T message in messages)
        {
            await writer.WriteAsync(message);
        }

        await writer.CompleteAsync();
        output.ToArray().ShouldBe(Data(file));

        using WebSocket client = WebSocket.CreateFromStream(
            new ChunkedStream(Data(file), 3),
            new WebSocketCreationOptions()
        );
        await using WireStreamReader<T> reader = WireStreamReader.Create(client, codec);
        (await reader.ReadAllAsync().ToList()).ShouldBe(messages);
    }

    /// <summary>Short frames of a client, without their masks.</summary>
    private static byte[] Unmasked(byte[] frames)
    {
        List<byte> plain = [];
        for (int at = 0; at < frames.Length; )
        {
            int length = frames[at + 1] & 0x7F;
            byte[] key = frames[(at + 2)..(at + 6)];
            plain.AddRange(frames[at..(at + 2)]);
            plain.AddRange(frames.Skip(at + 6).Take(length).Select((value, i) => (byte)(value ^ key[i % 4])));
            at += 6 + length;
        }

        return [.. plain];
    }

    private static byte[] Data(string file) =>
        File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "tests/AgentWire.Streaming.Tests/data", file));
}
