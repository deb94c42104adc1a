using System.Net.WebSockets;
using System.Text;
using AgentWire.Cinch;
using AgentWire.Shared.Contracts;
using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Connections;

/// <summary>Typed connections in both directions over sockets.</summary>
public sealed class ConnectionTests
{
    private static readonly Walrus.ServerMessage Pong = new Walrus.ServerMessage.Pong();
    private static readonly Walrus.ClientMessage Ping = new Walrus.ClientMessage.Ping();

    public static TheoryData<WireFraming> Framings => Framing.RoundTripTests.Framings;

    // The netstandard2.0 build does not shut a socket down, so that the other side does not see the end.
    [BuildTheory(LibraryBuilds.Net10 | LibraryBuilds.Net8)]
    [MemberData(nameof(Framings))]
    public async Task Both_sides_send_and_receive_at_once(WireFraming framing)
    {
        using Duplex duplex = await Duplex.OpenAsync();
        await using var client = WireConnection.Create(duplex.Client, framing, WalrusWire.Server, WalrusWire.Client);
        await using var server = WireConnection.Create(duplex.Server, framing, WalrusWire.Client, WalrusWire.Server);
        await BothWays(client, server);
    }

    [Fact]
    public async Task Both_sides_send_and_receive_at_once_over_a_WebSocket()
    {
        using Duplex duplex = await Duplex.OpenAsync();
        await using var client = WireConnection.Create(duplex.ClientWebSocket(), WalrusWire.Server, WalrusWire.Client);
        await using var server = WireConnection.Create(duplex.ServerWebSocket(), WalrusWire.Client, WalrusWire.Server);
        await BothWays(client, server);
    }

    [Fact]
    public async Task A_connection_over_a_duplex_pipe_completes_both_pipes()
    {
        System.IO.Pipelines.Pipe there = new();
        System.IO.Pipelines.Pipe back = new();
        await using var client = WireConnection.Create(
            new PipePair(back.Reader, there.Writer),
            WireFraming.LengthPrefixed,
            WalrusWire.Server,
            WalrusWire.Client
        );
        await using var server = WireConnection.Create(
            new PipePair(there.Reader, back.Writer),
            WireFraming.LengthPrefixed,
            WalrusWire.Client,
            WalrusWire.Server
        );
        await client.SendAsync(Ping);
        (await server.ReceiveAllAsync().First().InTime()).ShouldBe(Ping);
        await client.DisposeAsync();
        (await server.ReceiveAllAsync().ToList().InTime()).ShouldBeEmpty();
        await Should.ThrowAsync<WireStreamException>(async () => await server.SendAsync(Pong));
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_server_killed_within_a_message_is_a_cut(WireFraming framing)
    {
        byte[] whole = await new Root<Walrus.ServerMessage>(WalrusWire.Server).Write(framing, [Pong]);
        using Duplex duplex = await Duplex.OpenAsync();
        await using var client = WireConnection.Create(duplex.Client, framing, WalrusWire.Server, WalrusWire.Client);
        IAsyncEnumerator<Walrus.ServerMessage> received = client.ReceiveAllAsync().GetAsyncEnumerator();
        await duplex.Server.WriteAsync((byte[])[.. whole, .. whole[..^3]]);
        (await received.MoveNextAsync().AsTask().InTime()).ShouldBeTrue();
        ValueTask<bool> next = received.MoveNextAsync();
        await Task.Delay(100);
        duplex.KillServer();
        WireStreamException cut = await Should.ThrowAsync<WireStreamException>(() => next.AsTask().InTime());
        cut.Error.ShouldBe(WireStreamError.Truncated);
    }

    [Fact]
    public async Task A_WebSocket_server_killed_between_messages_is_a_lost_connection()
    {
        (WireStreamException lost, _) = await EndOfWebSocket(
            async (server, duplex) =>
            {
                await server.SendAsync(
                    CinchWire.Server.ToUtf8Bytes(new Cinch.ServerMessage.Finished()),
                    WebSocketMessageType.Text,
                    true,
                    default
                );
                await Task.Delay(100);
                duplex.KillServer();
            },
            messages: 1
        );
        lost.Error.ShouldBe(WireStreamError.Disconnected);
        lost.CloseStatus.ShouldBeNull();
    }

    [Fact]
    public async Task A_WebSocket_server_killed_within_a_message_is_a_cut()
    {
        (WireStreamException cut, _) = await EndOfWebSocket(
            async (server, duplex) =>
            {
                await server.SendAsync("{\"type\":"u8.ToArray(), WebSocketMessageType.Text, false, default);
                await Task.Delay(100);
                duplex.KillServer();
            }
        );
        cut.Error.ShouldBe(WireStreamError.Truncated);
    }

    [Fact]
    public async Task A_WebSocket_closed_within_a_message_is_a_cut()
    {
        (WireStreamException cut, _) = await EndOfWebSocket(
            async (server, _) =>
            {
                await server.SendAsync("{"u8.ToArray(), WebSocketMessageType.Text, false, default);
                await server.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
            }
        );
        cut.Error.ShouldBe(WireStreamError.Truncated);
    }

    [Fact]
    public async Task A_WebSocket_closed_for_a_reason_tells_it()
    {
        (WireStreamException closed, _) = await EndOfWebSocket(
            (server, _) => server.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "too slow", default)
        );
        closed.Error.ShouldBe(WireStreamError.Disconnected);
        closed.CloseStatus.ShouldBe(WebSocketCloseStatus.PolicyViolation);
        closed.Message.ShouldContain("1008");
        closed.Message.ShouldContain("too slow");
    }

    [Theory]
    [InlineData(new byte[] { 0x88, 2, 0x03, 0xE8 })] // normal closure
    [InlineData(new byte[] { 0x88, 2, 0x03, 0xE9 })] // going away
    [InlineData(new byte[] { 0x88, 0 })] // no status
    public async Task A_WebSocket_closed_without_a_complaint_ends_cleanly(byte[] closeFrame)
    {
        using Duplex duplex = await Duplex.OpenAsync();
        await using WireStreamReader<Cinch.ServerMessage> reader = WireStreamReader.Create(
            duplex.ClientWebSocket(),
            CinchWire.Server
        );
        await duplex.Server.WriteAsync(closeFrame);
        (await reader.ReadAllAsync().ToList().InTime()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_binary_WebSocket_message_is_refused()
    {
        (WireStreamException refused, _) = await EndOfWebSocket(
            (server, _) => server.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Binary, true, default)
        );
        refused.Error.ShouldBe(WireStreamError.NotText);
    }

    [Fact]
    public async Task A_WebSocket_whose_peer_sends_bad_UTF8_is_lost()
    {
        (WireStreamException lost, _) = await EndOfWebSocket(
            (server, _) => server.SendAsync(new byte[] { 0xC3, 0x28 }, WebSocketMessageType.Text, true, default)
        );
        lost.Error.ShouldBe(WireStreamError.Disconnected);
    }

    [Fact]
    public async Task A_WebSocket_message_of_the_longest_length_passes_and_one_byte_more_does_not()
    {
        const int Max = 10_000;
        byte[] longest = Encoding.UTF8.GetBytes("{\"type\":\"finished\"}".PadRight(Max));
        (WireStreamException tooLarge, List<Cinch.ServerMessage> messages) = await EndOfWebSocket(
            async (server, _) =>
            {
                await server.SendAsync(longest, WebSocketMessageType.Text, true, default);
                await server.SendAsync(longest, WebSocketMessageType.Text, false, default);
                await server.SendAsync(" "u8.ToArray(), WebSocketMessageType.Text, true, default);
            },
            CinchWire.Server.With(new WireOptions { MaxMessageBytes = Max }),
            messages: 1
        );
        messages.ShouldBe([new Cinch.ServerMessage.Finished()]);
        tooLarge.Error.ShouldBe(WireStreamError.TooLarge);
    }

    [Fact]
    public async Task A_WebSocket_message_that_trickles_in_is_given_up()
    {
        (WireStreamException late, _) = await EndOfWebSocket(
            async (server, _) =>
            {
                while (server.State == WebSocketState.Open)
                {
                    await server.SendAsync(" "u8.ToArray(), WebSocketMessageType.Text, false, default);
                    await Task.Delay(20);
                }
            },
            options: new WireStreamOptions { FrameTimeout = TimeSpan.FromMilliseconds(200) }
        );
        late.Error.ShouldBe(WireStreamError.TimedOut);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_for_a_WebSocket_message()
    {
        using Duplex duplex = await Duplex.OpenAsync();
        using WebSocket server = duplex.ServerWebSocket();
        await using WireStreamReader<Cinch.ServerMessage> reader = WireStreamReader.Create(
            duplex.ClientWebSocket(),
            CinchWire.Server
        );
        using CancellationTokenSource source = new(50);
        (_, Exception? end) = await reader.ReadAllAsync(source.Token).Outcome().InTime();
        end.ShouldBeAssignableTo<OperationCanceledException>()!.CancellationToken.ShouldBe(source.Token);
    }

    [Fact]
    public async Task Only_one_may_read_at_a_time()
    {
        using Duplex duplex = await Duplex.OpenAsync();
        await using var client = WireConnection.Create(
            duplex.Client,
            WireFraming.NewlineDelimited,
            WalrusWire.Server,
            WalrusWire.Client
        );
        Task<List<Walrus.ServerMessage>> first = client.ReceiveAllAsync().ToList();
        await Should.ThrowAsync<InvalidOperationException>(() => client.ReceiveAllAsync().ToList());
        duplex.Server.Dispose();
        (await first.InTime()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Disposing_closes_what_the_connection_stands_on_unless_told_otherwise()
    {
        foreach (bool leaveOpen in new[] { true, false })
        {
            ChunkedStream stream = new([]);
            WireStreamOptions options = new() { LeaveOpen = leaveOpen };
            var connection = WireConnection.Create(
                stream,
                WireFraming.ServerSentEvents,
                WalrusWire.Server,
                WalrusWire.Client,
                options
            );
            await connection.DisposeAsync();
            stream.IsDisposed.ShouldBe(!leaveOpen);
        }
    }

    [Fact]
    public async Task Disposing_while_somebody_receives_ends_the_wait()
    {
        using Duplex duplex = await Duplex.OpenAsync();
        var client = WireConnection.Create(
            duplex.Client,
            WireFraming.LengthPrefixed,
            WalrusWire.Server,
            WalrusWire.Client
        );
        Task<(List<Walrus.ServerMessage> Messages, Exception? End)> waiting = client.ReceiveAllAsync().Outcome();
        await Task.Delay(50);
        await client.DisposeAsync();
        (await waiting.InTime()).End.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.Disconnected);
        await Should.ThrowAsync<ObjectDisposedException>(() => client.ReceiveAllAsync().ToList());
    }

    /// <summary>A socket is shut down before it is closed, so a caller that waits for bytes can see an end.</summary>
    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Disposing_is_no_clean_end_to_who_receives(WireFraming framing)
    {
        EndsWhenClosed stream = new();
        var client = WireConnection.Create(stream, framing, WalrusWire.Server, WalrusWire.Client);
        Task<(List<Walrus.ServerMessage> Messages, Exception? End)> waiting = client.ReceiveAllAsync().Outcome();
        await stream.IsRead.InTime();
        await client.DisposeAsync();
        (await waiting.InTime()).End.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.Disconnected);
    }

    private static async Task BothWays(
        WireConnection<Walrus.ServerMessage, Walrus.ClientMessage> client,
        WireConnection<Walrus.ClientMessage, Walrus.ServerMessage> server
    )
    {
        const int Count = 500;
        Task<List<Walrus.ServerMessage>> atClient = client.ReceiveAllAsync().ToList();
        Task<List<Walrus.ClientMessage>> atServer = server.ReceiveAllAsync().ToList();
        await Task.WhenAll(Send(client, Ping), Send(server, Pong)).InTime();
        (await atServer.InTime()).ShouldBe(Enumerable.Repeat(Ping, Count));
        (await atClient.InTime()).ShouldBe(Enumerable.Repeat(Pong, Count));

        static async Task Send<TIn, TOut>(WireConnection<TIn, TOut> connection, TOut message)
            where TIn : notnull
            where TOut : notnull
        {
            for (int i = 0; i < Count; i++)
            {
                await connection.SendAsync(message);
            }

            await connection.CompleteAsync();
        }
    }

    private static async Task<(WireStreamException Failure, List<Cinch.ServerMessage> Messages)> EndOfWebSocket(
        Func<WebSocket, Duplex, Task> serve,
        WireCodec<Cinch.ServerMessage>? codec = null,
        WireStreamOptions? options = null,
        int messages = 0
    )
    {
        using Duplex duplex = await Duplex.OpenAsync();
        using WebSocket server = duplex.ServerWebSocket();
        await using WireStreamReader<Cinch.ServerMessage> reader = WireStreamReader.Create(
            duplex.ClientWebSocket(),
            codec ?? CinchWire.Server,
            options
        );
        Task<(List<Cinch.ServerMessage> Messages, Exception? End)> outcome = reader.ReadAllAsync().Outcome();
        Task serving = serve(server, duplex);
        (List<Cinch.ServerMessage> read, Exception? end) = await outcome.InTime();
        // A peer that is disconnected can fail.
        await Task.WhenAny(serving);
        read.Count.ShouldBe(messages);
        return (end.ShouldBeOfType<WireStreamException>(), read);
    }

    /// <summary>A stream whose pending read ends without bytes when the stream is closed.</summary>
    private sealed class EndsWhenClosed : MemoryStream
    {
        private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<int> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsRead => _read.Task;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _read.TrySetResult();
            return new(_end.Task);
        }

        public override Task<int> ReadAsync(
            byte[] buffer,
            int offset,
            int count,
            CancellationToken cancellationToken
        ) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        protected override void Dispose(bool disposing)
        {
            _end.TrySetResult(0);
            base.Dispose(disposing);
        }
    }

    private sealed class PipePair(System.IO.Pipelines.PipeReader input, System.IO.Pipelines.PipeWriter output)
        : System.IO.Pipelines.IDuplexPipe
    {
        public System.IO.Pipelines.PipeReader Input { get; } = input;

        public System.IO.Pipelines.PipeWriter Output { get; } = output;
    }
}
