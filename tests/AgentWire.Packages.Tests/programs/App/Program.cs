using System.Reflection;
using System.Runtime.Versioning;
using AgentWire;
using AgentWire.Cinch;
using AgentWire.SmoothOperator;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;

// The assembly of the package that is used.
Console.WriteLine(typeof(WireDialects).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkDisplayName);

// For each dialect, a message is created, written, read, and written again.
Show(
    WalrusWire.Server,
    new AgentWire.Walrus.ServerMessage.Stream { Event = new StreamEvent.Chunk { Content = "Hello" } }
);
Show(CinchWire.Client, new AgentWire.Cinch.ClientMessage.Chat { Message = "Hello" });
Show(SmoothOperatorWire.Client, new ClientAction.Ping { RequestId = "r1" });
Show(SynapsWire.Client, new AgentWire.Synaps.ClientMessage.Message { Content = "Hello" });
Show(
    SystemPromptWire.Server,
    new AgUiEvent.TextMessageContent
    {
        Timestamp = WireTimestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        MessageId = "m1",
        Delta = "Hello",
    }
);

// The same with libraries for .NET Standard, which were compiled with that target and run with this one.
foreach ((string dialect, string json) in Writing.Library.Write())
{
    Console.WriteLine($"{json} says {Reading.Library.Read(dialect, json)}");
}

static void Show<T>(WireCodec<T> codec, T message)
    where T : class
{
    string json = codec.ToJson(message);
    T again = codec.Read(json);
    if (!message.Equals(again) || codec.ToJson(again) != json)
    {
        throw new InvalidOperationException($"{json} comes back otherwise");
    }

    Console.WriteLine(json);
}
