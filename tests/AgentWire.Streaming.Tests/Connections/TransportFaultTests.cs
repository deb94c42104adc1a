using System.IO.Pipelines;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using AgentWire.Shared.Contracts;
using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Connections;

/// <summary>Any exception of a transport, in either direction, becomes one failure with the exception as its inner exception.</summary>
public sealed class TransportFaultTests
{
    private static readonly ServerMessage Pong = new ServerMessage.Pong();

    private static readonly Func<Exception>[] Faults =
    [
        () => new IOException("fault"),
        () => new SocketException((int)SocketError.ConnectionReset),
        () => new WebSocketException(WebSocketError.ConnectionClosedPrematurely),
        () => new WebSocketException(WebSocketError.InvalidState),
        () => new ObjectDisposedException("fault"),
        () => new InvalidOperationException("Reading is not allowed after reader was completed."),
        () => new NotSupportedException("fault"),
        () => new AuthenticationException("fault"),
        () => new InvalidDataException("fault"),
        () => new EndOfStreamException("fault"),
        () => new UnauthorizedAccessException("fault"),
        () => new TimeoutException("fault"),
        () => new ArgumentException("fault"),
        () => new OperationCanceledException("fault"),
        () => new TaskCanceledException("fault"),
        () => new OperationCanceledException("fault", new CancellationToken(true)),
        () => new AggregateException(new IOException("fault")),
        () => new OddException(),
    ];

    public static TheoryData<Kind, WireFraming?> Transports => Kinds.WithFramings;

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_fault_in_reading_is_a_lost_connection_between_messages_and_a_cut_within_one(
        Kind kind,
        WireFraming? framing
    )
    {
        byte[] whole = await Kinds.Frame(framing, Pong);
        foreach (Func<Exception> fault in Faults)
        {
            foreach (bool isWithin in new[] { false, true })
            {
                foreach (bool isThrownAtOnce in new[] { false, true })
                {
                    Exception thrown = fault();
                    OddTransport transport = new(isWithin ? [whole, whole[..^3]] : [whole])
                    {
                        OnRead = _ => isThrownAtOnce ? throw thrown : Later(thrown),
                    };
                    await using WireStreamReader<ServerMessage> reader = transport.Reader(kind, framing);
                    using CancellationTokenSource mine = new();
                    (List<ServerMessage> messages, Exception? end) = await reader
                        .ReadAllAsync(mine.Token)
                        .Outcome()
                        .InTime();
                    messages.ShouldBe([Pong]);
                    WireStreamException failure = end.ShouldBeOfType<WireStreamException>(thrown.ToString());
                    failure.Error.ShouldBe(isWithin ? WireStreamError.Truncated : WireStreamError.Disconnected);
                    failure.InnerException.ShouldBeSameAs(thrown);
                    await Should.ThrowAsync<InvalidOperationException>(() => reader.ReadAllAsync().ToList());
                }
            }
        }
    }

    /// <summary>Control for the check above: without a fault, the transport ends cleanly, or is cut by its end.</summary>
    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Without_a_fault_reading_ends_as_the_stream_does(Kind kind, WireFraming? framing)
    {
        byte[] whole = await Kinds.Frame(framing, Pong);
        await using WireStreamReader<ServerMessage> clean = new OddTransport(whole).Reader(kind, framing);
        (List<ServerMessage> messages, Exception? end) = await clean.ReadAllAsync().Outcome().InTime();
        messages.ShouldBe([Pong]);
        end.ShouldBeNull();

        await using WireStreamReader<ServerMessage> cut = new OddTransport(whole, whole[..^3]).Reader(kind, framing);
        (_, end) = await cut.ReadAllAsync().Outcome().InTime();
        WireStreamException failure = end.ShouldBeOfType<WireStreamException>();
        failure.Error.ShouldBe(WireStreamError.Truncated);
        failure.InnerException.ShouldBeNull();
    }

    /// <summary>Any other exception of a transport is a failure, even if the token happens to be cancelled.</summary>
    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Only_cancellation_by_the_callers_token_is_thrown_as_cancellation(Kind kind, WireFraming? framing)
    {
        foreach (Func<Exception> fault in Faults)
        {
            Exception thrown = fault();
            using CancellationTokenSource reading = new();
            using CancellationTokenSource writing = new();
            OddTransport transport = new()
            {
                OnRead = _ =>
                {
                    reading.Cancel();
                    throw thrown;
                },
                OnWrite = _ =>
                {
                    writing.Cancel();
                    throw thrown;
                },
            };
            await using WireStreamReader<ServerMessage> reader = transport.Reader(kind, framing);
            IsCancellationOrFault(
                (await reader.ReadAllAsync(reading.Token).Outcome().InTime()).End,
                thrown,
                reading.Token
            );
            WireStreamWriter<ServerMessage> writer = transport.Writer(kind, framing, new() { LeaveOpen = true });
            IsCancellationOrFault(
                await Should.ThrowAsync<Exception>(async () => await writer.WriteAsync(Pong, writing.Token)),
                thrown,
                writing.Token
            );
        }
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_process_out_of_memory_is_no_fault_of_the_transport(Kind kind, WireFraming? framing)
    {
#pragma warning disable CA2201 // The tests play the runtime.
        OddTransport transport = new()
        {
            OnRead = _ => throw new OutOfMemoryException(),
            OnWrite = _ => throw new OutOfMemoryException(),
        };
#pragma warning restore CA2201
        await using WireStreamReader<ServerMessage> reader = transport.Reader(kind, framing);
        (await reader.ReadAllAsync().Outcome()).End.ShouldBeOfType<OutOfMemoryException>();
        await using WireStreamWriter<ServerMessage> writer = transport.Writer(
            kind,
            framing,
            new() { LeaveOpen = true }
        );
        await Should.ThrowAsync<OutOfMemoryException>(async () => await writer.WriteAsync(Pong));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_fault_in_writing_is_a_lost_connection(Kind kind, WireFraming? framing)
    {
        foreach (Func<Exception> fault in Faults)
        {
            foreach (bool isThrownAtOnce in new[] { false, true })
            {
                Exception thrown = fault();
                Task Throw(CancellationToken token) => isThrownAtOnce ? throw thrown : Later(thrown);
                OddTransport onWrite = new() { OnWrite = Throw };
                OddTransport onFlush = new() { OnFlush = Throw };
                OddTransport[] transports = kind == Kind.WebSocket ? [onWrite] : [onWrite, onFlush];
                foreach (OddTransport transport in transports)
                {
                    using CancellationTokenSource mine = new();
                    WireStreamWriter<ServerMessage> writer = transport.Writer(
                        kind,
                        framing,
                        new() { LeaveOpen = true }
                    );
                    await Lost(thrown, () => writer.WriteAsync(Pong, mine.Token));
                    WireStreamException refused = await Should.ThrowAsync<WireStreamException>(async () =>
                        await writer.WriteAsync(Pong)
                    );
                    refused.Error.ShouldBe(WireStreamError.Truncated);
                    if (framing is { HasKeepAlive: true })
                    {
                        WireStreamWriter<ServerMessage> other = transport.Writer(
                            kind,
                            framing,
                            new() { LeaveOpen = true }
                        );
                        await Lost(thrown, () => other.WriteKeepAliveAsync(mine.Token));
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(Kind.Pipe)]
    [InlineData(Kind.WebSocket)]
    public async Task A_fault_in_completing_is_a_lost_connection(Kind kind)
    {
        foreach (Func<Exception> fault in Faults)
        {
            foreach (bool isThrownAtOnce in new[] { false, true })
            {
                Exception thrown = fault();
                OddTransport transport = new() { OnComplete = _ => isThrownAtOnce ? throw thrown : Later(thrown) };
                await using WireStreamWriter<ServerMessage> writer = transport.Writer(
                    kind,
                    kind == Kind.WebSocket ? null : WireFraming.NewlineDelimited
                );
                await Lost(thrown, () => writer.CompleteAsync());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_blocked_write_ends_with_the_callers_token(Kind kind, WireFraming? framing)
    {
        OddTransport transport = new() { OnWrite = token => Task.Delay(Timeout.Infinite, token) };
        WireStreamWriter<ServerMessage> writer = transport.Writer(kind, framing, new() { LeaveOpen = true });
        using CancellationTokenSource mine = new();
        Task write = writer.WriteAsync(Pong, mine.Token).AsTask();
        await transport.IsWritten.InTime();
        await mine.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(() => write.InTime())).CancellationToken.ShouldBe(
            mine.Token
        );
        await Should.ThrowAsync<WireStreamException>(async () => await writer.WriteAsync(Pong));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_after_a_message_was_written_ends_nothing()
    {
        TaskCompletionSource taken = new();
        OddTransport transport = new() { OnWrite = _ => taken.Task };
        WireStreamWriter<ServerMessage> writer = transport.Writer(Kind.Stream, WireFraming.NewlineDelimited);
        using CancellationTokenSource mine = new();
        Task write = writer.WriteAsync(Pong, mine.Token).AsTask();
        taken.SetResult();
        await write.InTime();
        await mine.CancelAsync();
        await writer.WriteAsync(Pong);
    }

    /// <summary>If the owner of a pipe cancels a pending operation, this is not the caller's token.</summary>
    [Theory]
    [MemberData(nameof(Framing.RoundTripTests.Framings), MemberType = typeof(Framing.RoundTripTests))]
    public async Task A_pending_read_or_flush_that_the_owner_of_the_pipe_cancels_is_a_lost_connection(
        WireFraming framing
    )
    {
        Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 8, resumeWriterThreshold: 4));
        WireStreamReader<ServerMessage> reader = WireStreamReader.Create(pipe.Reader, framing, WalrusWire.Server);
        Task<(List<ServerMessage>, Exception? End)> read = reader.ReadAllAsync().Outcome();
        pipe.Reader.CancelPendingRead();
        WireStreamException lost = (await read.InTime()).End.ShouldBeOfType<WireStreamException>();
        lost.Error.ShouldBe(WireStreamError.Disconnected);
        lost.InnerException.ShouldBeAssignableTo<OperationCanceledException>();

        WireStreamWriter<ServerMessage> writer = WireStreamWriter.Create(pipe.Writer, framing, WalrusWire.Server);
        Task write = writer.WriteAsync(Pong).AsTask();
        pipe.Writer.CancelPendingFlush();
        lost = await Should.ThrowAsync<WireStreamException>(() => write.InTime());
        lost.Error.ShouldBe(WireStreamError.Disconnected);
        lost.InnerException.ShouldBeAssignableTo<OperationCanceledException>();
    }

    [Theory]
    [MemberData(nameof(Framing.RoundTripTests.Framings), MemberType = typeof(Framing.RoundTripTests))]
    public async Task A_pipe_that_the_other_side_completed_with_an_exception_or_this_process_elsewhere_is_lost(
        WireFraming framing
    )
    {
        OddException thrown = new();
        Pipe failed = new();
        await failed.Writer.CompleteAsync(thrown);
        (_, Exception? end) = await WireStreamReader
            .Create(failed.Reader, framing, WalrusWire.Server)
            .ReadAllAsync()
            .Outcome();
        end.ShouldBeOfType<WireStreamException>().InnerException.ShouldBeSameAs(thrown);

        Pipe completed = new();
        await completed.Reader.CompleteAsync();
        (_, end) = await WireStreamReader.Create(completed.Reader, framing, WalrusWire.Server).ReadAllAsync().Outcome();
        end.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.Disconnected);
        await completed.Writer.CompleteAsync();
        WireStreamException lost = await Should.ThrowAsync<WireStreamException>(async () =>
            await WireStreamWriter.Create(completed.Writer, framing, WalrusWire.Server).WriteAsync(Pong)
        );
        lost.Error.ShouldBe(WireStreamError.Disconnected);

        Pipe refused = new();
        await refused.Reader.CompleteAsync(thrown);
        lost = await Should.ThrowAsync<WireStreamException>(async () =>
            await WireStreamWriter.Create(refused.Writer, framing, WalrusWire.Server).WriteAsync(Pong)
        );
        lost.InnerException.ShouldBeSameAs(thrown);
    }

    [Fact]
    public async Task A_socket_that_was_disposed_elsewhere_is_lost_in_both_directions()
    {
        using Duplex duplex = await Duplex.OpenAsync();
        var client = WireConnection.Create(
            duplex.Client,
            WireFraming.LengthPrefixed,
            WalrusWire.Server,
            WalrusWire.Client
        );
        duplex.Client.Dispose();
        (_, Exception? end) = await client.ReceiveAllAsync().Outcome().InTime();
        end.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.Disconnected);
        WireStreamException lost = await Should.ThrowAsync<WireStreamException>(async () =>
            await client.SendAsync(new ClientMessage.Ping())
        );
        lost.Error.ShouldBe(WireStreamError.Disconnected);

        var other = WireConnection.Create(
            duplex.Client,
            WireFraming.LengthPrefixed,
            WalrusWire.Server,
            WalrusWire.Client
        );
        // The netstandard2.0 build does not shut a socket down.
        if (LibraryBuild.Current != LibraryBuilds.NetStandard)
        {
            await Should.ThrowAsync<WireStreamException>(async () => await other.CompleteAsync());
        }

        await other.DisposeAsync();
    }

    [Theory]
    [InlineData("abort")]
    [InlineData("cancelled receive")]
    [InlineData("slow message")]
    public async Task A_blocked_send_over_a_WebSocket_that_is_aborted_is_a_lost_connection(string cause)
    {
        using Duplex duplex = await Duplex.OpenAsync();
        using WebSocket socket = duplex.ClientWebSocket();
        await using var client = WireConnection.Create(
            socket,
            WalrusWire.Server,
            WalrusWire.Client,
            new WireStreamOptions { FrameTimeout = TimeSpan.FromMilliseconds(200) }
        );
        // The peer never reads.
        int sent = 0;
        Task send = Task.Run(async () =>
        {
            for (; ; sent++)
            {
                await client.SendAsync(new ClientMessage.Send { Agent = "a", Content = new string('x', 1 << 20) });
            }
        });
        using CancellationTokenSource receiving = new();
        Task<(List<ServerMessage>, Exception? End)> receive = client.ReceiveAllAsync(receiving.Token).Outcome();
        for (int before = -1; before != Volatile.Read(ref sent); )
        {
            before = Volatile.Read(ref sent);
            await Task.Delay(300);
        }

        switch (cause)
        {
            case "abort":
                socket.Abort();
                break;
            case "slow message":
                using (WebSocket server = duplex.ServerWebSocket())
                {
                    await server.SendAsync("{"u8.ToArray(), WebSocketMessageType.Text, false, default);
                    await receive.InTime();
                }

                break;
            default:
                await receiving.CancelAsync();
                break;
        }

        WireStreamException lost = await Should.ThrowAsync<WireStreamException>(() => send.InTime());
        lost.Error.ShouldBe(WireStreamError.Disconnected);
        Exception end = (await receive.InTime()).End.ShouldNotBeNull();
        if (cause == "cancelled receive")
        {
            end.ShouldBeAssignableTo<OperationCanceledException>()!.CancellationToken.ShouldBe(receiving.Token);
        }
        else
        {
            end.ShouldBeOfType<WireStreamException>()
                .Error.ShouldBe(cause == "abort" ? WireStreamError.Disconnected : WireStreamError.TimedOut);
        }
    }

    [Fact]
    public async Task What_a_peer_says_as_it_closes_is_shown_on_one_line_and_cut()
    {
        using Duplex duplex = await Duplex.OpenAsync();
        using WebSocket server = duplex.ServerWebSocket();
        await using WireStreamReader<ServerMessage> reader = WireStreamReader.Create(
            duplex.ClientWebSocket(),
            WalrusWire.Server
        );
        string said = "no\r\n\u001b[31mred\u0085" + new string('\u0007', 100);
        await server.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, said, default);
        (_, Exception? end) = await reader.ReadAllAsync().Outcome().InTime();
        string shown = end.ShouldBeOfType<WireStreamException>().Message;
        shown.ShouldContain(@"no\u000d\u000a\u001b[31mred\u0085\u0007");
        shown.Any(char.IsControl).ShouldBeFalse();
        shown.Length.ShouldBeLessThan(200);
        shown.ShouldEndWith("…");
    }

    private static async Task Lost(Exception thrown, Func<ValueTask> write)
    {
        WireStreamException lost = await Should.ThrowAsync<WireStreamException>(async () =>
            await write().AsTask().InTime()
        );
        lost.Error.ShouldBe(WireStreamError.Disconnected);
        lost.InnerException.ShouldBeSameAs(thrown);
    }

    private static void IsCancellationOrFault(Exception? end, Exception thrown, CancellationToken token)
    {
        if (thrown is OperationCanceledException)
        {
            end.ShouldBeAssignableTo<OperationCanceledException>()!.CancellationToken.ShouldBe(token);
            return;
        }

        WireStreamException failure = end.ShouldBeOfType<WireStreamException>();
        failure.Error.ShouldBe(WireStreamError.Disconnected);
        failure.InnerException.ShouldBeSameAs(thrown);
    }

    private static async Task Later(Exception thrown)
    {
        await Task.Yield();
        throw thrown;
    }

    private sealed class OddException : Exception;
}
