namespace AgentWire.Streaming.Tests.Support;

/// <summary>The kinds of transport for readers and writers.</summary>
public enum Kind
{
    Stream,
    Pipe,
    PipeOverStream,
    WebSocket,
}

internal static class Kinds
{
    /// <summary>Gets each kind with each of its framings. A WebSocket has none.</summary>
    public static TheoryData<Kind, WireFraming?> WithFramings
    {
        get
        {
            TheoryData<Kind, WireFraming?> all = new() { { Kind.WebSocket, null } };
            foreach (Kind kind in new[] { Kind.Stream, Kind.Pipe, Kind.PipeOverStream })
            {
                all.Add(kind, WireFraming.NewlineDelimited);
                all.Add(kind, WireFraming.ServerSentEvents);
                all.Add(kind, WireFraming.LengthPrefixed);
            }

            return all;
        }
    }

    public static WireStreamReader<Walrus.ServerMessage> Reader(
        this OddTransport transport,
        Kind kind,
        WireFraming? framing,
        WireStreamOptions? options = null
    ) =>
        kind switch
        {
            Kind.Stream => WireStreamReader.Create(transport.AsStream(), framing!, Walrus.WalrusWire.Server, options),
            Kind.Pipe => WireStreamReader.Create(transport.AsPipeReader(), framing!, Walrus.WalrusWire.Server, options),
            Kind.PipeOverStream => WireStreamReader.Create(
                System.IO.Pipelines.PipeReader.Create(transport.AsStream()),
                framing!,
                Walrus.WalrusWire.Server,
                options
            ),
            _ => WireStreamReader.Create(transport.AsWebSocket(), Walrus.WalrusWire.Server, options),
        };

    public static WireStreamWriter<Walrus.ServerMessage> Writer(
        this OddTransport transport,
        Kind kind,
        WireFraming? framing,
        WireStreamOptions? options = null
    ) =>
        kind switch
        {
            Kind.Stream => WireStreamWriter.Create(transport.AsStream(), framing!, Walrus.WalrusWire.Server, options),
            Kind.Pipe => WireStreamWriter.Create(transport.AsPipeWriter(), framing!, Walrus.WalrusWire.Server, options),
            Kind.PipeOverStream => WireStreamWriter.Create(
                System.IO.Pipelines.PipeWriter.Create(transport.AsStream()),
                framing!,
                Walrus.WalrusWire.Server,
                options
            ),
            _ => WireStreamWriter.Create(transport.AsWebSocket(), Walrus.WalrusWire.Server, options),
        };

    /// <summary>Returns a message as it is sent.</summary>
    public static async Task<byte[]> Frame(WireFraming? framing, Walrus.ServerMessage message) =>
        framing is null
            ? Walrus.WalrusWire.Server.ToUtf8Bytes(message)
            : await new Root<Walrus.ServerMessage>(Walrus.WalrusWire.Server).Write(framing, [message]);
}
