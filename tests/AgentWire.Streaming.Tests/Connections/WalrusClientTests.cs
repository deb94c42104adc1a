using System.Net.Sockets;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Connections;

/// <summary>Requests and replies with a gateway on a Unix socket: what ends a reply, and what comes in place of the end.</summary>
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

    /// <summary>A gateway on a Unix socket that answers each request by a script.</summary>
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
            await foreach (ClientMessage request in connection.ReceiveAsync())
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
