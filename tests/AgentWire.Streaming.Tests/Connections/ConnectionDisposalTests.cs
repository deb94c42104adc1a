using System.IO.Pipelines;
using System.Net.WebSockets;
using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Connections;

/// <summary>Disposing a connection ends every wait on both sides. A transport that is left open can be used afterwards.</summary>
public sealed class ConnectionDisposalTests
{
    private static readonly ServerMessage Pong = new ServerMessage.Pong();

    /// <summary>As with sockets, callers that read and write over pipes are released.</summary>
    [Theory]
    [MemberData(nameof(Framing.RoundTripTests.Framings), MemberType = typeof(Framing.RoundTripTests))]
    public async Task Disposing_a_connection_over_pipes_ends_all_that_wait_and_tells_the_peer(WireFraming framing)
    {
        Pipe there = new(new PipeOptions(pauseWriterThreshold: 64, resumeWriterThreshold: 32));
        Pipe back = new();
        var client = WireConnection.Create(
            new PipePair(back.Reader, there.Writer),
            framing,
            WalrusWire.Server,
            WalrusWire.Client
        );
        ClientMessage large = new ClientMessage.Download { Model = new string('x', 100) };
        Task<(List<ServerMessage>, Exception? End)> receive = client.ReceiveAllAsync().Outcome();
        Task[] sends = [.. Enumerable.Range(0, 10).Select(_ => client.SendAsync(large).AsTask())];
        Task complete = client.CompleteAsync().AsTask();
        await client.DisposeAsync().AsTask().InTime();
        (await receive.InTime()).End.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.Disconnected);
        await Should.ThrowAsync<WireStreamException>(() => sends[0].InTime());
        foreach (Task one in (Task[])[.. sends[1..], complete])
        {
            await Should.ThrowAsync<ObjectDisposedException>(() => one.InTime());
        }

        // The peer's side of both pipes has ended. The end of the blocked message was not clean.
        (await back.Writer.FlushAsync()).IsCompleted.ShouldBeTrue();
        await using WireStreamReader<ClientMessage> peer = WireStreamReader.Create(
            there.Reader,
            framing,
            WalrusWire.Client
        );
        (await peer.ReadAllAsync().Outcome().InTime()).End.ShouldBeOfType<WireStreamException>();
    }

    [Theory]
    [MemberData(nameof(Framing.RoundTripTests.Framings), MemberType = typeof(Framing.RoundTripTests))]
    public async Task Disposing_a_connection_over_pipes_over_a_socket_ends_all_that_wait(WireFraming framing)
    {
        foreach (bool leaveOpen in new[] { false, true })
        {
            using Duplex duplex = await Duplex.OpenAsync();
            var client = WireConnection.Create(
                new PipePair(PipeReader.Create(duplex.Client), PipeWriter.Create(duplex.Client)),
                framing,
                WalrusWire.Server,
                WalrusWire.Client,
                new WireStreamOptions { LeaveOpen = leaveOpen }
            );
            await EndsAsync(client);
        }
    }

    [Theory]
    [MemberData(nameof(Framing.RoundTripTests.Framings), MemberType = typeof(Framing.RoundTripTests))]
    public async Task Disposing_a_connection_over_a_socket_ends_all_that_wait(WireFraming framing)
    {
        foreach (bool leaveOpen in new[] { false, true })
        {
            using Duplex duplex = await Duplex.OpenAsync();
            var client = WireConnection.Create(
                duplex.Client,
                framing,
                WalrusWire.Server,
                WalrusWire.Client,
                new WireStreamOptions { LeaveOpen = leaveOpen }
            );
            await EndsAsync(client);
        }
    }

    [Fact]
    public async Task Disposing_a_connection_over_a_WebSocket_ends_all_that_wait()
    {
        foreach (bool leaveOpen in new[] { false, true })
        {
            using Duplex duplex = await Duplex.OpenAsync();
            using WebSocket socket = duplex.ClientWebSocket();
            var client = WireConnection.Create(
                socket,
                WalrusWire.Server,
                WalrusWire.Client,
                new WireStreamOptions { LeaveOpen = leaveOpen }
            );
            await EndsAsync(client);
            (socket.State == WebSocketState.Open).ShouldBe(leaveOpen);
        }
    }

    [Theory]
    [MemberData(nameof(Framing.RoundTripTests.Framings), MemberType = typeof(Framing.RoundTripTests))]
    public async Task Pipes_that_are_left_open_are_used_on(WireFraming framing)
    {
        Pipe input = new();
        Pipe output = new(new PipeOptions(pauseWriterThreshold: 8, resumeWriterThreshold: 4));
        for (int i = 0; i < 3; i++)
        {
            var first = WireConnection.Create(
                new PipePair(input.Reader, output.Writer),
                framing,
                WalrusWire.Server,
                WalrusWire.Server,
                new WireStreamOptions { LeaveOpen = true }
            );
            Task<(List<ServerMessage>, Exception? End)> receive = first.ReceiveAllAsync().Outcome();
            Task send = first.SendAsync(Pong).AsTask();
            await first.DisposeAsync().AsTask().InTime();
            (await receive.InTime()).End.ShouldBeOfType<WireStreamException>();
            await Should.ThrowAsync<WireStreamException>(() => send.InTime());
        }

        // The content of the pipe is unchanged.
        await using WireStreamReader<ServerMessage> peer = WireStreamReader.Create(
            output.Reader,
            framing,
            WalrusWire.Server
        );
        Task<List<ServerMessage>> read = peer.ReadAllAsync().ToList();
        WireStreamWriter<ServerMessage> writer = WireStreamWriter.Create(output.Writer, framing, WalrusWire.Server);
        await writer.WriteAsync(Pong).AsTask().InTime();
        await writer.CompleteAsync();
        (await read.InTime()).ShouldBe(Enumerable.Repeat(Pong, 4));

        WireStreamReader<ServerMessage> second = WireStreamReader.Create(input.Reader, framing, WalrusWire.Server);
        Task<ServerMessage> received = second.ReadAllAsync().First();
        await WireStreamWriter.Create(input.Writer, framing, WalrusWire.Server).WriteAsync(Pong);
        (await received.InTime()).ShouldBe(Pong);
    }

    [Theory]
    [MemberData(nameof(Framing.RoundTripTests.Framings), MemberType = typeof(Framing.RoundTripTests))]
    public async Task A_socket_that_is_left_open_is_used_on(WireFraming framing)
    {
        using Duplex duplex = await Duplex.OpenAsync();
        var first = WireConnection.Create(
            duplex.Client,
            framing,
            WalrusWire.Server,
            WalrusWire.Client,
            new WireStreamOptions { LeaveOpen = true }
        );
        Task<(List<ServerMessage>, Exception? End)> receive = first.ReceiveAllAsync().Outcome();
        await first.DisposeAsync().AsTask().InTime();
        (await receive.InTime()).End.ShouldBeOfType<WireStreamException>();

        WireStreamReader<ServerMessage> second = WireStreamReader.Create(duplex.Client, framing, WalrusWire.Server);
        await WireStreamWriter.Create(duplex.Server, framing, WalrusWire.Server).WriteAsync(Pong);
        (await second.ReadAllAsync().First().InTime()).ShouldBe(Pong);
    }

    [Fact]
    public async Task A_WebSocket_that_is_left_open_still_says_goodbye()
    {
        using Duplex duplex = await Duplex.OpenAsync();
        using WebSocket socket = duplex.ClientWebSocket();
        var first = WireConnection.Create(
            socket,
            WalrusWire.Server,
            WalrusWire.Client,
            new WireStreamOptions { LeaveOpen = true }
        );
        Task<(List<ServerMessage>, Exception? End)> receive = first.ReceiveAllAsync().Outcome();
        await first.DisposeAsync().AsTask().InTime();
        (await receive.InTime()).End.ShouldBeOfType<WireStreamException>();
        socket.State.ShouldBe(WebSocketState.Open);
        await WireStreamWriter.Create(socket, WalrusWire.Client).WriteAsync(new ClientMessage.Ping());
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        await using WireStreamReader<ClientMessage> peer = WireStreamReader.Create(
            duplex.ServerWebSocket(),
            WalrusWire.Client
        );
        (await peer.ReadAllAsync().ToList().InTime()).ShouldBe([new ClientMessage.Ping()]);
    }

    /// <summary>One caller that receives, one whose message the peer does not read, and many that wait behind it.</summary>
    private static async Task EndsAsync(WireConnection<ServerMessage, ClientMessage> client)
    {
        Task<(List<ServerMessage>, Exception? End)> receive = client.ReceiveAllAsync().Outcome();
        Task[] sends =
        [
            .. Enumerable
                .Range(0, 40)
                .Select(_ =>
                    client
                        .SendAsync(new ClientMessage.Send { Agent = "a", Content = new string('x', 1 << 20) })
                        .AsTask()
                ),
        ];
        await Task.Delay(50);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.DisposeAsync().AsTask())).InTime();
        (await receive.InTime()).End.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.Disconnected);
        int lost = 0;
        foreach (Task send in sends)
        {
            await send.InTime().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Exception? end = send.Exception?.InnerException;
            lost += end is WireStreamException { Error: WireStreamError.Disconnected } ? 1 : 0;
            (end is null or WireStreamException or ObjectDisposedException).ShouldBeTrue($"{end}");
        }

        lost.ShouldBe(1);
        await Should.ThrowAsync<ObjectDisposedException>(() => client.ReceiveAllAsync().ToList());
        await Should.ThrowAsync<ObjectDisposedException>(async () => await client.SendAsync(new ClientMessage.Ping()));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await client.CompleteAsync());
    }

    private sealed class PipePair(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
