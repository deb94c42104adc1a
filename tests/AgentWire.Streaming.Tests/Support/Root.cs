using AgentWire.AgUi;
using AgentWire.Cinch;
using AgentWire.Shared.Contracts;
using AgentWire.Shared.Streams;
using AgentWire.SmoothOperator;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;
using FsCheck;
using FsCheck.Fluent;

namespace AgentWire.Streaming.Tests.Support;

/// <summary>The messages of one side of a dialect, as random messages and over any stream.</summary>
internal abstract class Root(WireCodec codec)
{
    private static readonly WireOptions Preserving = new() { UnknownMembers = UnknownMemberHandling.Preserve };

    public static IReadOnlyList<Root> All { get; } =
    [
        new Root<AgUi.Event>(AgUiWire.Server.With(Preserving)),
        new Root<RunAgentInput>(AgUiWire.Client.With(Preserving)),
        new Root<Walrus.ServerMessage>(WalrusWire.Server.With(Preserving)),
        new Root<Walrus.ClientMessage>(WalrusWire.Client.With(Preserving)),
        new Root<Cinch.ServerMessage>(CinchWire.Server.With(Preserving)),
        new Root<Cinch.ClientMessage>(CinchWire.Client.With(Preserving)),
        new Root<ServerEvent>(SmoothOperatorWire.Server.With(Preserving)),
        new Root<ClientAction>(SmoothOperatorWire.Client.With(Preserving)),
        new Root<AgUiEvent>(SystemPromptWire.Server.With(Preserving)),
        new Root<Synaps.ServerMessage>(SynapsWire.Server.With(Preserving)),
        new Root<Synaps.ClientMessage>(SynapsWire.Client.With(Preserving)),
    ];

    public Gen<object[]> Messages =>
        ContractValues.Of(codec, spoiled: false).Select(value => value!).ArrayOf().Resize(12);

    public byte[] ToUtf8(object message) => ContractValues.Write(codec, message);

    public abstract Task<byte[]> Write(WireFraming framing, object[] messages);

    public abstract Task<object[]> Read(ChunkedStream input, WireFraming framing, bool throughPipe);

    public abstract Task<object[]> Read(System.Net.WebSockets.WebSocket socket);

    public override string ToString() => $"{codec.Dialect} {codec.TypeName}";
}

internal sealed class Root<T>(WireCodec<T> codec) : Root(codec)
    where T : notnull
{
    public override async Task<byte[]> Write(WireFraming framing, object[] messages)
    {
        using MemoryStream output = new();
        await using WireStreamWriter<T> writer = WireStreamWriter.Create(output, framing, codec);
        foreach (object message in messages)
        {
            await writer.WriteAsync((T)message);
        }

        return output.ToArray();
    }

    public override async Task<object[]> Read(ChunkedStream input, WireFraming framing, bool throughPipe)
    {
        await using WireStreamReader<T> reader = throughPipe
            ? WireStreamReader.Create(System.IO.Pipelines.PipeReader.Create(input), framing, codec)
            : WireStreamReader.Create(input, framing, codec);
        return [.. await reader.ReadAllAsync().ToList()];
    }

    public override async Task<object[]> Read(System.Net.WebSockets.WebSocket socket)
    {
        await using WireStreamReader<T> reader = WireStreamReader.Create(socket, codec);
        return [.. await reader.ReadAllAsync().ToList()];
    }
}
