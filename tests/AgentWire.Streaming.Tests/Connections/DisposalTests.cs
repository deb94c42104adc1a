using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Connections;

/// <summary>Disposing ends every wait, over every transport, and nothing is used after it was returned.</summary>
public sealed class DisposalTests
{
    private static readonly ServerMessage Pong = new ServerMessage.Pong();

    /// <summary>How a transport reacts: it ends with the token, it ends when it is closed, or it does neither.</summary>
    public enum Manner
    {
        Heeds,
        EndsWhenClosed,
        Deaf,
    }

    public static TheoryData<Kind, WireFraming?> Transports => Kinds.WithFramings;

    [Theory]
    [MemberData(nameof(Transports))]
    public Task Disposing_ends_a_pending_read(Kind kind, WireFraming? framing)
    {
        return InEachManner(Ends);

        async Task Ends(Manner manner, bool leaveOpen)
        {
            byte[] whole = await Kinds.Frame(framing, Pong);
            foreach (byte[][] pieces in new[] { [whole], new[] { whole, whole[..^3] } })
            {
                Blocking blocking = new(manner);
                OddTransport transport = new(pieces) { OnRead = blocking.Wait };
                blocking.Closed = transport.Closed;
                WireStreamReader<ServerMessage> reader = transport.Reader(
                    kind,
                    framing,
                    new() { LeaveOpen = leaveOpen }
                );
                Task<(List<ServerMessage> Messages, Exception? End)> read = reader.ReadAllAsync().Outcome();
                await transport.IsRead.InTime();
                await reader.DisposeAsync().AsTask().InTime();
                (List<ServerMessage> messages, Exception? end) = await read.InTime();
                messages.ShouldBe([Pong]);
                end.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.Disconnected);
                await Should.ThrowAsync<ObjectDisposedException>(() => reader.ReadAllAsync().ToList());
                await Should.ThrowAsync<ObjectDisposedException>(() => reader.ReadItemsAsync().ToList());
                NotInThePool(transport.Buffer, when: manner == Manner.Deaf && kind != Kind.Pipe);
                blocking.Release();
                if (!leaveOpen)
                {
                    // A pipe is completed when nobody reads it any more, which can be only now.
                    await Should.ThrowAsync<ObjectDisposedException>(() => transport.Closed.InTime());
                }

                (leaveOpen && transport.IsClosed).ShouldBeFalse();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public Task Disposing_ends_a_blocked_write_and_all_that_wait_for_their_turn(Kind kind, WireFraming? framing)
    {
        return InEachManner(Ends);

        async Task Ends(Manner manner, bool leaveOpen)
        {
            Blocking blocking = new(manner);
            OddTransport transport = new() { OnWrite = blocking.Wait };
            blocking.Closed = transport.Closed;
            WireStreamWriter<ServerMessage> writer = transport.Writer(kind, framing, new() { LeaveOpen = leaveOpen });
            using CancellationTokenSource mine = new();
            Task blocked = writer.WriteAsync(Pong, mine.Token).AsTask();
            await transport.IsWritten.InTime();
            Task[] waiting =
            [
                .. Enumerable.Range(0, 50).Select(_ => writer.WriteAsync(Pong).AsTask()),
                writer.CompleteAsync().AsTask(),
                .. framing is { HasKeepAlive: true } ? new[] { writer.WriteKeepAliveAsync().AsTask() } : [],
                writer.CompleteAsync(mine.Token).AsTask(),
            ];
            await writer.DisposeAsync().AsTask().InTime();
            WireStreamException lost = await Should.ThrowAsync<WireStreamException>(() => blocked.InTime());
            lost.Error.ShouldBe(WireStreamError.Disconnected);
            foreach (Task one in waiting)
            {
                await Should.ThrowAsync<ObjectDisposedException>(() => one.InTime());
            }

            await RefusesAsync(writer, framing);
            NotInThePool(
                MemoryMarshal.AsMemory(transport.Frame),
                when: manner == Manner.Deaf && kind is Kind.WebSocket or Kind.Stream
            );
            blocking.Release();
            if (!leaveOpen)
            {
                await Should.ThrowAsync<ObjectDisposedException>(() => transport.Closed.InTime());
            }

            (leaveOpen && transport.IsClosed).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(Kind.Pipe, Manner.Deaf)]
    [InlineData(Kind.WebSocket, Manner.Heeds)]
    [InlineData(Kind.WebSocket, Manner.EndsWhenClosed)]
    [InlineData(Kind.WebSocket, Manner.Deaf)]
    public async Task Disposing_ends_a_completion_that_is_in_the_transport(Kind kind, Manner manner)
    {
        Blocking blocking = new(manner);
        TaskCompletionSource isCalled = new();
        OddTransport transport = new()
        {
            OnComplete = token =>
            {
                isCalled.TrySetResult();
                return blocking.Wait(token);
            },
        };
        blocking.Closed = transport.Closed;
        WireStreamWriter<ServerMessage> writer = transport.Writer(
            kind,
            kind == Kind.WebSocket ? null : WireFraming.NewlineDelimited
        );
        Task completing = writer.CompleteAsync().AsTask();
        await isCalled.Task.InTime();
        Task disposing = writer.DisposeAsync().AsTask();
        WireStreamException lost = await Should.ThrowAsync<WireStreamException>(() => completing.InTime());
        lost.Error.ShouldBe(WireStreamError.Disconnected);
        await disposing.InTime();
        await Should.ThrowAsync<ObjectDisposedException>(async () => await writer.CompleteAsync());
        blocking.Release();
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public Task Many_may_dispose_at_once_and_again(Kind kind, WireFraming? framing)
    {
        return InEachManner(Ends);

        async Task Ends(Manner manner, bool leaveOpen)
        {
            Blocking blocking = new(manner);
            OddTransport transport = new() { OnRead = blocking.Wait, OnWrite = blocking.Wait };
            blocking.Closed = transport.Closed;
            WireStreamReader<ServerMessage> reader = transport.Reader(kind, framing, new() { LeaveOpen = leaveOpen });
            WireStreamWriter<ServerMessage> writer = transport.Writer(kind, framing, new() { LeaveOpen = leaveOpen });
            Task<(List<ServerMessage>, Exception? End)> read = reader.ReadAllAsync().Outcome();
            Task[] writes = [.. Enumerable.Range(0, 20).Select(_ => Task.Run(() => writer.WriteAsync(Pong).AsTask()))];
            await transport.IsRead.InTime();
            await transport.IsWritten.InTime();
            await Task.WhenAll(
                    Enumerable
                        .Range(0, 16)
                        .Select(i =>
                            Task.Run(async () => await (i % 2 == 0 ? reader.DisposeAsync() : writer.DisposeAsync()))
                        )
                )
                .InTime();
            await reader.DisposeAsync();
            await writer.DisposeAsync();
            Exception? end = (await read.InTime()).End;
            end.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.Disconnected);
            foreach (Task write in writes)
            {
                end = await Should.ThrowAsync<Exception>(() => write.InTime());
                (end is WireStreamException or ObjectDisposedException).ShouldBeTrue(end.ToString());
            }

            blocking.Release();
        }
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Disposing_between_two_messages_is_a_lost_connection_to_who_reads_on(
        Kind kind,
        WireFraming? framing
    )
    {
        byte[] whole = await Kinds.Frame(framing, Pong);
        OddTransport transport = new(whole, whole, whole);
        WireStreamReader<ServerMessage> reader = transport.Reader(kind, framing);
        IAsyncEnumerator<ServerMessage> messages = reader.ReadAllAsync().GetAsyncEnumerator();
        (await messages.MoveNextAsync()).ShouldBeTrue();
        await reader.DisposeAsync();
        transport.IsClosed.ShouldBeTrue();
        WireStreamException lost = await Should.ThrowAsync<WireStreamException>(async () =>
            await messages.MoveNextAsync()
        );
        lost.Error.ShouldBe(WireStreamError.Disconnected);
        await messages.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => reader.ReadAllAsync().ToList());
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_transport_that_fails_to_close_fails_nobody(Kind kind, WireFraming? framing)
    {
        OddTransport transport = new() { OnComplete = _ => throw new NotSupportedException() };
        await transport.Reader(kind, framing).DisposeAsync();
        await transport.Writer(kind, framing).DisposeAsync();
        if (kind == Kind.Stream)
        {
            await WireConnection
                .Create(new FailsToClose(), framing!, WalrusWire.Server, WalrusWire.Client)
                .DisposeAsync();
        }
    }

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

    private static Task InEachManner(Func<Manner, bool, Task> test) =>
        Task.WhenAll(
            from manner in Enum.GetValues<Manner>()
            from leaveOpen in new[] { false, true }
            select test(manner, leaveOpen)
        );

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

    private static async Task RefusesAsync(WireStreamWriter<ServerMessage> writer, WireFraming? framing)
    {
        await Should.ThrowAsync<ObjectDisposedException>(async () => await writer.WriteAsync(Pong));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await writer.CompleteAsync());
        if (framing is { HasKeepAlive: true })
        {
            await Should.ThrowAsync<ObjectDisposedException>(async () => await writer.WriteKeepAliveAsync());
        }
    }

    /// <summary>Checks that the memory that a call still uses is not in the pool.</summary>
    private static void NotInThePool(Memory<byte> memory, bool when)
    {
        if (!when)
        {
            return;
        }

        MemoryMarshal.TryGetArray(memory, out ArraySegment<byte> used).ShouldBeTrue();
        List<byte[]> rented =
        [
            .. Enumerable.Range(0, 100).Select(_ => ArrayPool<byte>.Shared.Rent(used.Array!.Length)),
        ];
        rented.ShouldNotContain(one => ReferenceEquals(one, used.Array));
        rented.ForEach(one => ArrayPool<byte>.Shared.Return(one));
    }

    /// <summary>A call that does not end by itself.</summary>
    private sealed class Blocking(Manner manner)
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Closed { get; set; } = Task.CompletedTask;

        public async Task Wait(CancellationToken token)
        {
            Task ends = manner switch
            {
                Manner.Heeds => Task.Delay(Timeout.Infinite, token),
                Manner.EndsWhenClosed => Closed,
                _ => _released.Task,
            };
            await await Task.WhenAny(ends, _released.Task);
        }

        public void Release() => _released.TrySetException(new IOException("At last."));
    }

    private sealed class FailsToClose : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            throw new NotSupportedException();
        }
    }

    private sealed class PipePair(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
