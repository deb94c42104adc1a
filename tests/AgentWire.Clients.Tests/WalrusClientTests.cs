using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using AgentWire.Shared.Streams;
using AgentWire.Streaming;
using AgentWire.Walrus;

namespace AgentWire.Clients.Tests;

/// <summary>Requests and replies with a gateway on a Unix socket: what ends a reply, and what can replace the end.</summary>
public sealed class WalrusClientTests
{
    private static readonly ServerMessage Pong = new ServerMessage.Pong();
    private static readonly ServerMessage NotFound = new ServerMessage.Error { Code = 404, Message = "nope" };
    private static readonly StreamEvent Chunk = new StreamEvent.Chunk { Content = "c" };
    private static readonly StreamEvent End = new StreamEvent.End { Agent = "a" };
    private static readonly ClientMessage.Stream Ask = new() { Agent = "a", Content = "c" };

    [Fact]
    public async Task Each_request_has_its_reply()
    {
        SessionInfo session = new()
        {
            Id = 7,
            Agent = "a",
            CreatedBy = "u",
            MessageCount = 1,
            AliveSecs = 2,
        };
        DownloadEvent[] download = [new DownloadEvent.Start { Model = "m" }, new DownloadEvent.End { Model = "m" }];
        HubEvent[] hub = [new HubEvent.Start { Package = "p" }, new HubEvent.End { Package = "p" }];
        await using Gateway gateway = new(request =>
            request switch
            {
                ClientMessage.Send send =>
                [
                    new SendResponse
                    {
                        Agent = send.Agent,
                        Content = "hi",
                        Session = 1,
                    },
                ],
                ClientMessage.Stream => [Chunk, Chunk, End],
                ClientMessage.Download => [.. download],
                ClientMessage.Hub => [.. hub],
                ClientMessage.Sessions => [new ServerMessage.Sessions { Items = [session] }],
                ClientMessage.Tasks => [new ServerMessage.Tasks { Items = [] }],
                _ => [Pong],
            }
        );
        await using WalrusClient client = await WalrusClient.ConnectAsync(gateway.Path);
        await client.PingAsync().InTime();
        (await client.SendAsync(new ClientMessage.Send { Agent = "a", Content = "c" }).InTime()).Content.ShouldBe("hi");
        (await client.StreamAsync(Ask).ToList().InTime()).ShouldBe([Chunk, Chunk, End]);
        (await client.DownloadAsync("m").ToList().InTime()).ShouldBe(download);
        (await client.HubAsync("p", HubAction.Install).ToList().InTime()).ShouldBe(hub);
        (await client.GetSessionsAsync().InTime()).ShouldBe([session]);
        (await client.GetTasksAsync().InTime()).ShouldBeEmpty();
        await client.KillAsync(7).InTime();
        await client.KillTaskAsync(8).InTime();
        await client.ApproveAsync(8, "yes").InTime();
        gateway
            .Requests.Select(request => request.GetType())
            .ShouldBe([
                typeof(ClientMessage.Ping),
                typeof(ClientMessage.Send),
                typeof(ClientMessage.Stream),
                typeof(ClientMessage.Download),
                typeof(ClientMessage.Hub),
                typeof(ClientMessage.Sessions),
                typeof(ClientMessage.Tasks),
                typeof(ClientMessage.Kill),
                typeof(ClientMessage.KillTask),
                typeof(ClientMessage.Approve),
            ]);
    }

    [Fact]
    public async Task An_error_ends_any_reply_and_the_next_request_goes_on()
    {
        await using Gateway gateway = new(request => request is ClientMessage.Stream ? [Chunk, NotFound] : [NotFound]);
        await using WalrusClient client = await WalrusClient.ConnectAsync(gateway.Path);
        (await client.RequestAsync(Ask).ToList().InTime()).ShouldBe([Chunk, NotFound]);

        (List<StreamEvent> events, Exception? error) = await client.StreamAsync(Ask).Outcome().InTime();
        events.ShouldBe([Chunk]);
        error.ShouldBeOfType<ServerErrorException>().Code.ShouldBe((ushort)404);

        Func<Task>[] others =
        [
            () => client.PingAsync(),
            () => client.SendAsync(new ClientMessage.Send { Agent = "a", Content = "c" }),
            () => client.DownloadAsync("m").ToList(),
            () => client.HubAsync("p", HubAction.Uninstall).ToList(),
            () => client.GetSessionsAsync(),
            () => client.GetTasksAsync(),
            () => client.KillAsync(7),
        ];
        foreach (Func<Task> other in others)
        {
            (await Should.ThrowAsync<ServerErrorException>(() => other().InTime())).ServerMessage.ShouldBe("nope");
        }
    }

    [Fact]
    public async Task A_reply_that_was_left_is_dropped_before_the_next_request()
    {
        await using Gateway gateway = new(request =>
            request is ClientMessage.Stream ? [.. Enumerable.Repeat<ServerMessage>(Chunk, 100), End] : [Pong]
        );
        await using WalrusClient client = await WalrusClient.ConnectAsync(gateway.Path);
        (await client.StreamAsync(Ask).First().InTime()).ShouldBe(Chunk);
        await client.PingAsync().InTime();
        (await client.RequestAsync(Ask).First().InTime()).ShouldBe(Chunk);
        (await client.StreamAsync(Ask).ToList().InTime()).Count.ShouldBe(101);
    }

    [Fact]
    public async Task One_request_at_a_time()
    {
        await using Gateway gateway = new(_ => [Chunk, End]);
        await using WalrusClient client = await WalrusClient.ConnectAsync(gateway.Path);
        await foreach (ServerMessage _ in client.RequestAsync(Ask))
        {
            await Should.ThrowAsync<InvalidOperationException>(() => client.PingAsync());
        }

        (await client.StreamAsync(Ask).ToList().InTime()).ShouldBe([Chunk, End]);
    }

    [Fact]
    public async Task What_the_contract_does_not_know_is_no_end_of_a_stream()
    {
        ServerMessage unknown = ServerMessage.Unknown.Create(RawJson.Parse("""{"type":"later"}"""));
        StreamEvent unknownEvent = StreamEvent.Unknown.Create(RawJson.Parse("""{"Later":1}"""));
        await using Gateway gateway = new(_ => [unknown, unknownEvent, End]);
        await using WalrusClient client = await WalrusClient.ConnectAsync(gateway.Path);
        (await client.RequestAsync(Ask).ToList().InTime()).ShouldBe([unknown, unknownEvent, End]);
        (await client.StreamAsync(Ask).ToList().InTime()).ShouldBe([unknownEvent, End]);
        Should.Throw<ArgumentException>(() =>
            client.RequestAsync(ClientMessage.Unknown.Create(RawJson.Parse("""{"type":"later"}""")))
        );
    }

    [Fact]
    public async Task What_belongs_to_no_such_reply_is_refused_and_the_client_is_done()
    {
        await using Gateway gateway = new(_ => [Chunk, Pong, End]);
        await using WalrusClient client = await WalrusClient.ConnectAsync(gateway.Path);
        (List<StreamEvent> events, Exception? end) = await client.StreamAsync(Ask).Outcome().InTime();
        events.ShouldBe([Chunk]);
        end.ShouldBeOfType<UnexpectedMessageException>().Received.ShouldBe(Pong);
        await Should.ThrowAsync<InvalidOperationException>(() => client.PingAsync());
    }

    /// <summary>Each kind of request has its own answers. After an answer of another kind, nobody knows what comes next.</summary>
    [Fact]
    public async Task A_reply_of_another_kind_fails_each_request_and_the_client_is_done()
    {
        ServerMessage unknown = ServerMessage.Unknown.Create(RawJson.Parse("""{"type":"later"}"""));
        ServerMessage sessions = new ServerMessage.Sessions { Items = [] };
        ServerMessage tasks = new ServerMessage.Tasks { Items = [] };
        (ClientMessage Request, ServerMessage Other)[] cases =
        [
            (new ClientMessage.Ping(), sessions),
            (new ClientMessage.Ping(), unknown),
            (new ClientMessage.Kill { Session = 1 }, Chunk),
            (new ClientMessage.KillTask { TaskId = 1 }, tasks),
            (new ClientMessage.Approve { TaskId = 1, Response = "" }, unknown),
            (new ClientMessage.Send { Agent = "a", Content = "c" }, Pong),
            (new ClientMessage.Sessions(), tasks),
            (new ClientMessage.Tasks(), sessions),
            (new ClientMessage.Download { Model = "m" }, End),
            (new ClientMessage.Hub { Package = "p", Action = HubAction.Install }, Pong),
        ];
        foreach ((ClientMessage request, ServerMessage other) in cases)
        {
            await using Gateway gateway = new(_ => [other]);
            await using WalrusClient client = await WalrusClient.ConnectAsync(gateway.Path);
            UnexpectedMessageException refused = await Should.ThrowAsync<UnexpectedMessageException>(() =>
                client.RequestAsync(request).ToList().InTime()
            );
            refused.Received.ShouldBe(other);
            await Should.ThrowAsync<InvalidOperationException>(() => client.PingAsync().InTime());
        }
    }

    /// <summary>With or without a callback: immediately, in the middle of a stream, and in messages that are dropped.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reply_that_cannot_be_read_fails_the_request(bool isTold)
    {
        foreach (
            Func<WalrusClient, Task> request in new Func<WalrusClient, Task>[]
            {
                client => client.PingAsync(),
                client => client.GetSessionsAsync(),
                client => client.SendAsync(new ClientMessage.Send { Agent = "a", Content = "c" }),
                client => client.RequestAsync(Ask).ToList(),
                client => client.StreamAsync(Ask).ToList(),
                client => client.DownloadAsync("m").ToList(),
                client => client.HubAsync("p", HubAction.Install).ToList(),
            }
        )
        {
            int told = 0;
            await using Piped piped = new(new() { OnUnreadable = isTold ? _ => told++ : null });
            await piped.AnswerAsync("""{"type":"error","code":-1,"message":""}""");
            WireException refused = await Should.ThrowAsync<WireException>(() => request(piped.Client).InTime());
            refused.Code.ShouldBe(WireErrorCode.OutOfRange);
            told.ShouldBe(isTold ? 1 : 0);
            await Should.ThrowAsync<InvalidOperationException>(() => piped.Client.PingAsync().InTime());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unreadable_message_within_a_reply_fails_the_request_that_meets_it(bool isTold)
    {
        int told = 0;
        WireStreamOptions options = new() { OnUnreadable = isTold ? _ => told++ : null };
        await using Piped read = new(options);
        await read.AnswerAsync(Json(Chunk), """{"type":"stream"}""", Json(End));
        (List<StreamEvent> events, Exception? end) = await read.Client.StreamAsync(Ask).Outcome().InTime();
        events.ShouldBe([Chunk]);
        end.ShouldBeOfType<WireException>();

        await using Piped left = new(options);
        await left.AnswerAsync(Json(Chunk), """{"type":"stream"}""", Json(End), Json(Pong));
        (await left.Client.StreamAsync(Ask).First().InTime()).ShouldBe(Chunk);
        await Should.ThrowAsync<WireException>(() => left.Client.PingAsync().InTime());
        told.ShouldBe(isTold ? 2 : 0);
    }

    [Fact]
    public async Task What_is_thrown_by_who_is_told_or_who_reads_leaves_nobody_waiting()
    {
        await using Piped told = new(new() { OnUnreadable = _ => throw new FormatException() });
        await told.AnswerAsync("null");
        await Should.ThrowAsync<FormatException>(() => told.Client.PingAsync().InTime());
        await Should.ThrowAsync<InvalidOperationException>(() => told.Client.PingAsync().InTime());

        await using Piped read = new();
        await read.AnswerAsync(Json(Chunk), Json(Chunk), Json(End), Json(Pong));
        await Should.ThrowAsync<FormatException>(async () =>
        {
            await foreach (StreamEvent _ in read.Client.StreamAsync(Ask))
            {
                throw new FormatException();
            }
        });
        await read.Client.PingAsync().InTime();
    }

    [Fact]
    public async Task An_endless_reply_that_was_left_is_given_up_by_count()
    {
        await using Piped piped = new();
        piped.Client.MaxDrainedMessages.ShouldBe(65_536);
        piped.Client.MaxDrainedMessages = 10;
        // The eleventh message ends the reply, which is one too many. The first was read.
        await piped.AnswerAsync([.. Enumerable.Repeat(Json(Chunk), 11), Json(End), Json(Pong)]);
        (await piped.Client.StreamAsync(Ask).First().InTime()).ShouldBe(Chunk);
        WireStreamException endless = await Should.ThrowAsync<WireStreamException>(() =>
            piped.Client.PingAsync().InTime()
        );
        endless.Error.ShouldBe(WireStreamError.TooLarge);
        await Should.ThrowAsync<InvalidOperationException>(() => piped.Client.PingAsync().InTime());

        await using Piped shorter = new();
        shorter.Client.MaxDrainedMessages = 10;
        await shorter.AnswerAsync([.. Enumerable.Repeat(Json(Chunk), 10), Json(End), Json(Pong)]);
        (await shorter.Client.StreamAsync(Ask).First().InTime()).ShouldBe(Chunk);
        await shorter.Client.PingAsync().InTime();
    }

    [Fact]
    public async Task A_reply_that_was_left_and_does_not_end_is_given_up_in_time()
    {
        await using Piped piped = new();
        piped.Client.DrainTimeout.ShouldBe(TimeSpan.FromMinutes(1));
        piped.Client.DrainTimeout = TimeSpan.FromMilliseconds(50);
        await piped.AnswerAsync(Json(Chunk));
        (await piped.Client.StreamAsync(Ask).First().InTime()).ShouldBe(Chunk);
        WireStreamException late = await Should.ThrowAsync<WireStreamException>(() =>
            piped.Client.PingAsync().InTime()
        );
        late.Error.ShouldBe(WireStreamError.TimedOut);
        await Should.ThrowAsync<InvalidOperationException>(() => piped.Client.PingAsync().InTime());
    }

    [Fact]
    public async Task Dropping_a_reply_ends_with_the_callers_token()
    {
        await using Piped piped = new();
        await piped.AnswerAsync(Json(Chunk));
        (await piped.Client.StreamAsync(Ask).First().InTime()).ShouldBe(Chunk);
        using CancellationTokenSource mine = new();
        Task ping = piped.Client.PingAsync(mine.Token);
        await mine.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(() => ping.InTime())).CancellationToken.ShouldBe(
            mine.Token
        );
    }

    [Fact]
    public async Task Bounds_of_what_is_dropped_are_in_range()
    {
        await using Piped piped = new();
        Should.Throw<ArgumentOutOfRangeException>(() => piped.Client.MaxDrainedMessages = -1);
        Should.Throw<ArgumentOutOfRangeException>(() => piped.Client.DrainTimeout = TimeSpan.Zero);
        Should.Throw<ArgumentOutOfRangeException>(() => piped.Client.DrainTimeout = TimeSpan.FromDays(25));
        piped.Client.DrainTimeout = Timeout.InfiniteTimeSpan;
    }

    [Fact]
    public async Task Disposing_the_client_ends_a_request_and_refuses_the_next()
    {
        await using Piped piped = new();
        Task ping = piped.Client.PingAsync();
        await piped.Client.DisposeAsync();
        WireStreamException lost = await Should.ThrowAsync<WireStreamException>(() => ping.InTime());
        lost.Error.ShouldBe(WireStreamError.Disconnected);
        await Should.ThrowAsync<ObjectDisposedException>(() => piped.Client.PingAsync());
        await Should.ThrowAsync<ObjectDisposedException>(() => piped.Client.StreamAsync(Ask).ToList());
    }

    [Fact]
    public async Task What_a_server_says_of_an_error_is_shown_on_one_line_and_cut()
    {
        string said = "no\r\n\u001b[31m" + new string('x', 1000);
        await using Gateway gateway = new(_ => [new ServerMessage.Error { Code = 500, Message = said }]);
        await using WalrusClient client = await WalrusClient.ConnectAsync(gateway.Path);
        ServerErrorException error = await Should.ThrowAsync<ServerErrorException>(() => client.PingAsync().InTime());
        error.ServerMessage.ShouldBe(said);
        error.Message.ShouldContain(@"no\u000d\u000a\u001b[31mxxx");
        error.Message.Length.ShouldBeLessThan(400);
    }

    [Fact]
    public async Task A_connection_that_ends_before_the_reply_does_was_cut()
    {
        foreach (ServerMessage[] reply in new ServerMessage[][] { [], [Chunk] })
        {
            await using Gateway gateway = new(_ => reply) { HangsUp = true };
            await using WalrusClient client = await WalrusClient.ConnectAsync(gateway.Path);
            (List<StreamEvent> events, Exception? end) = await client.StreamAsync(Ask).Outcome().InTime();
            events.Count.ShouldBe(reply.Length);
            end.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.Truncated);
        }
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_and_the_client_is_done()
    {
        await using Gateway gateway = new(_ => []);
        await using WalrusClient client = await WalrusClient.ConnectAsync(gateway.Path);
        using CancellationTokenSource source = new(50);
        await Should.ThrowAsync<OperationCanceledException>(() => client.PingAsync(source.Token).InTime());
        await Should.ThrowAsync<InvalidOperationException>(() => client.PingAsync());
    }

    [Fact]
    public async Task Nobody_listening_is_said_at_once() =>
        await Should.ThrowAsync<SocketException>(() => WalrusClient.ConnectAsync(Gateway.NewPath()));

    private static string Json(ServerMessage message) => WalrusWire.Server.ToJson(message);

    /// <summary>A client over pipes, with any bytes as answers.</summary>
    private sealed class Piped : IDuplexPipe, IAsyncDisposable
    {
        private readonly Pipe _there = new();
        private readonly Pipe _back = new();

        public Piped(WireStreamOptions? options = null) =>
            Client = WalrusClient.Create(
                WireConnection.Create(this, WireFraming.LengthPrefixed, WalrusWire.Server, WalrusWire.Client, options)
            );

        public WalrusClient Client { get; }

        PipeReader IDuplexPipe.Input => _back.Reader;

        PipeWriter IDuplexPipe.Output => _there.Writer;

        public async Task AnswerAsync(params string[] messages)
        {
            foreach (string message in messages)
            {
                byte[] utf8 = Encoding.UTF8.GetBytes(message);
                await _back.Writer.WriteAsync((byte[])[0, 0, 0, (byte)utf8.Length, .. utf8]);
            }
        }

        public ValueTask DisposeAsync() => Client.DisposeAsync();
    }

    /// <summary>A gateway on a Unix socket that answers each request from a script.</summary>
    private sealed class Gateway : IAsyncDisposable
    {
        private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        private readonly Func<ClientMessage, ServerMessage[]> _answer;
        private readonly Task _serving;

        public Gateway(Func<ClientMessage, ServerMessage[]> answer)
        {
            _answer = answer;
            _listener.Bind(new UnixDomainSocketEndPoint(Path));
            _listener.Listen();
            _serving = ServeAsync();
        }

        public string Path { get; } = NewPath();

        public bool HangsUp { get; init; }

        public List<ClientMessage> Requests { get; } = [];

        public static string NewPath() =>
            System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            File.Delete(Path);
        }

        private async Task ServeAsync()
        {
            using NetworkStream stream = new(await _listener.AcceptAsync(), ownsSocket: true);
            await using var connection = WireConnection.Create(
                stream,
                WireFraming.LengthPrefixed,
                WalrusWire.Client,
                WalrusWire.Server
            );
            await foreach (ClientMessage request in connection.ReceiveAllAsync())
            {
                Requests.Add(request);
                foreach (ServerMessage message in _answer(request))
                {
                    await connection.SendAsync(message);
                }

                if (HangsUp)
                {
                    return;
                }
            }
        }
    }
}
