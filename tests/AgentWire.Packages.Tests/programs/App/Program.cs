using AgentWire;
using AgentWire.Cinch;
using AgentWire.SmoothOperator;
using AgentWire.Streaming;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;

// Each dialect: a message is made, written, read again, and written again.
Show<AgentWire.Walrus.ServerMessage>(
    WalrusWire.Server,
    new AgentWire.Walrus.ServerMessage.Stream { Event = new StreamEvent.Chunk { Content = "Hello" } }
);
Show<AgentWire.Cinch.ClientMessage>(CinchWire.Client, new AgentWire.Cinch.ClientMessage.Quit());
Show<ClientAction>(SmoothOperatorWire.Client, new ClientAction.Ping { RequestId = "r1" });
Show<AgentWire.Synaps.ClientMessage>(SynapsWire.Client, new AgentWire.Synaps.ClientMessage.Cancel());
Show<AgUiEvent>(
    SystemPromptWire.Server,
    new AgUiEvent.TextMessageEnd { Timestamp = WireTimestamp.FromUnix(1), MessageId = "m1" }
);

// A stream of messages, there and back.
MemoryStream bytes = new();
await using (var writer = WireStreamWriter.Create(bytes, WireFraming.NewlineDelimited, WalrusWire.Server))
{
    await writer.WriteAsync(new AgentWire.Walrus.ServerMessage.Pong());
}

await using var reader = WireStreamReader.Create(
    new MemoryStream(bytes.ToArray()),
    WireFraming.NewlineDelimited,
    WalrusWire.Server
);
await foreach (AgentWire.Walrus.ServerMessage message in reader.ReadAllAsync())
{
    Console.WriteLine($"streamed {WalrusWire.Server.ToJson(message)}");
}

// A library for .NET Standard that was compiled against that target runs against this one.
Console.WriteLine(Reading.Library.Read("""{"type":"stream","Chunk":{"content":"read"}}"""));
Console.WriteLine(Writing.Library.Write("written"));

static void Show<T>(WireCodec<T> codec, T message)
    where T : class
{
    string json = codec.ToJson(message);
    T again = codec.Read(json);
    if (!message.Equals(again) || codec.ToJson(again) != json)
    {
        throw new InvalidOperationException($"{codec.Dialect}: {json} comes back otherwise");
    }

    Console.WriteLine($"{codec.Dialect} {json}");
}
