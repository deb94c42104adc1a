using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using AgentWire.Streaming;
using AgentWire.Synaps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace AgentWire.AspNetCore.Tests;

/// <summary>A server that is stopping does not wait longer than the close timeout for a client, a producer or a handler.</summary>
public sealed class StopTests
{
    private const int Large = 256 * 1024;

    private static readonly WireWebSocketOptions Options = new()
    {
        CloseTimeout = TimeSpan.FromMilliseconds(200),
        SendTimeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The host would wait for a minute. A stop that takes a large part of this was delayed.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    public static TheoryData<string, int?> KindsAndBounds
    {
        get
        {
            TheoryData<string, int?> data = [];
            foreach (string kind in Kind.All)
            {
                data.Add(kind, null);
                data.Add(kind, 1_000_000_000);
            }

            return data;
        }
    }

    public static TheoryData<string> Kinds => [.. Kind.All];

    [Theory]
    [MemberData(nameof(KindsAndBounds))]
    public async Task A_client_that_never_reads_does_not_hold_it_up(string kind, int? pending)
    {
        Burst burst = new(64);
        await using LoopbackServer server = await StartAsync(
            Kind.Of(kind, burst.Messages, Options with { MaxPendingBytes = pending })
        );
        using NetworkStream client = await OpenAsync(server, kind);
        await burst.BlockedAsync(pending is not null);
        await server.StopAsync().WaitAsync(Bound);
        await burst.Ended.Soon();
        server.Events.ShouldNotContain("LeftBehind");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_client_that_does_not_read_what_the_server_holds_does_not_hold_it_up(string kind)
    {
        Burst burst = new(64);
        await using LoopbackServer server = await StartAsync(
            Kind.Of(kind, burst.Messages, Options),
            sockets => sockets.MaxWriteBufferSize = null
        );
        using NetworkStream client = await OpenAsync(server, kind);
        await burst.BlockedAsync(waitsForNobody: true);
        await server.StopAsync().WaitAsync(Bound);
    }

    [Theory]
    [MemberData(nameof(KindsAndBounds))]
    public async Task A_client_of_HTTP_2_that_never_reads_does_not_hold_it_up(string kind, int? pending)
    {
        Burst burst = new(64);
        await using LoopbackServer server = await StartAsync(
            Kind.Of(kind, burst.Messages, Options with { MaxPendingBytes = pending }),
            version: HttpProtocols.Http2
        );
        using HttpMessageInvoker http = new(new SocketsHttpHandler());
        using IDisposable client = Kind.IsWebSocket(kind)
            ? await ConnectAsync(server, http)
            : await GetAsync(server, http);
        await burst.BlockedAsync(pending is not null);
        await server.StopAsync().WaitAsync(Bound);
    }

    [Theory]
    [MemberData(nameof(KindsAndBounds))]
    public async Task A_client_that_reads_slowly_does_not_hold_it_up(string kind, int? pending)
    {
        Burst burst = new(64);
        await using LoopbackServer server = await StartAsync(
            Kind.Of(kind, burst.Messages, Options with { MaxPendingBytes = pending })
        );
        using NetworkStream client = await OpenAsync(server, kind);
        using CancellationTokenSource stopped = new();
        Task reading = ReadSlowlyAsync(client, stopped.Token);
        await burst.BlockedAsync(pending is not null);
        await server.StopAsync().WaitAsync(Bound);
        await stopped.CancelAsync();
        await reading.Soon();
    }

    [Theory]
    [InlineData("sse", null)]
    [InlineData("sse", 1_000_000_000)]
    [InlineData("ndjson", null)]
    [InlineData("ndjson", 1_000_000_000)]
    public async Task A_client_that_reads_again_gets_whole_messages_and_the_end(string kind, int? pending)
    {
        const int Count = 64;
        Burst burst = new(Count);
        await using LoopbackServer server = await StartAsync(
            Kind.Of(
                kind,
                burst.Messages,
                Options with
                {
                    MaxPendingBytes = pending,
                    CloseTimeout = TimeSpan.FromSeconds(30),
                }
            )
        );
        using HttpResponseMessage response = await server.Http.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        await burst.BlockedAsync(pending is not null);
        Task stopping = server.StopAsync();
        await burst.Cancelled.Soon();
        await using WireStreamReader<ServerMessage> reader = WireStreamReader.Create(
            await response.Content.ReadAsStreamAsync(),
            kind == "sse" ? WireFraming.ServerSentEvents : WireFraming.NewlineDelimited,
            SynapsWire.Server
        );
        int received = 0;
        await foreach (ServerMessage message in reader.ReadAllAsync(Limits.Token))
        {
            message.ShouldBe(burst.Message);
            received++;
        }

        received.ShouldBeInRange(1, Count - 1);
        await stopping.WaitAsync(Bound);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1_000_000_000)]
    public async Task A_WebSocket_client_that_reads_again_is_told(int? pending)
    {
        const int Count = 64;
        Burst burst = new(Count);
        await using LoopbackServer server = await StartAsync(
            Kind.Of(
                "websocket",
                burst.Messages,
                Options with
                {
                    MaxPendingBytes = pending,
                    CloseTimeout = TimeSpan.FromSeconds(30),
                }
            )
        );
        using ClientWebSocket client = await server.ConnectAsync();
        await burst.BlockedAsync(pending is not null);
        Task stopping = server.StopAsync();
        await server.LoggedAsync("Closed");
        int received = 0;
        while (await client.ReceiveTextAsync() is not null)
        {
            received++;
        }

        client.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        received.ShouldBeInRange(1, Count - 1);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Limits.Token);
        await stopping.WaitAsync(Bound);
    }

    [Theory]
    [MemberData(nameof(KindsAndBounds))]
    public async Task Whoever_sends_on_ignoring_the_token_does_not_hold_it_up(string kind, int? pending)
    {
        Endless endless = new();
        await using LoopbackServer server = await StartAsync(
            Kind.Of(kind, () => endless.NeverWaits(), Options with { MaxPendingBytes = pending })
        );
        using NetworkStream client = await OpenAsync(server, kind);
        await endless.Started.Soon();
        await server.StopAsync().WaitAsync(Bound);
        await endless.Ended.Soon();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whoever_does_nothing_ignoring_the_token_is_left_behind(string kind)
    {
        TaskCompletionSource never = new();
        async IAsyncEnumerable<ServerMessage> Messages()
        {
            await never.Task;
            yield break;
        }

        await using LoopbackServer server = await StartAsync(Kind.Of(kind, Messages, Options));
        using NetworkStream client = await OpenAsync(server, kind);
        await client.ReadExactlyAsync(new byte[1], Limits.Token);
        await server.StopAsync().WaitAsync(Bound);
        server.Events.ShouldContain("LeftBehind");
        never.SetException(new InvalidDataException("Too late."));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whoever_blocks_a_thread_is_left_behind(string kind)
    {
        using ManualResetEventSlim released = new();
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource blocked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        async IAsyncEnumerable<ServerMessage> Messages()
        {
            await Task.CompletedTask;
            blocked.TrySetResult();
            released.Wait();
            ended.TrySetResult();
            yield break;
        }

        await using LoopbackServer server = await StartAsync(Kind.Of(kind, Messages, Options));
        using NetworkStream client = await OpenAsync(server, kind);
        await blocked.Task.Soon();
        await server.StopAsync().WaitAsync(Bound);
        server.Events.ShouldContain("LeftBehind");
        released.Set();
        await ended.Task.Soon();
    }

    [Theory]
    [InlineData("sse")]
    [InlineData("ndjson")]
    public async Task The_bound_is_the_close_timeout_of_the_options_and_their_clock(string kind)
    {
        FakeTimeProvider clock = new();
        Burst burst = new(64);
        await using LoopbackServer server = await StartAsync(
            Kind.Of(
                kind,
                burst.Messages,
                new()
                {
                    TimeProvider = clock,
                    SendTimeout = Timeout.InfiniteTimeSpan,
                    CloseTimeout = TimeSpan.FromMinutes(2),
                }
            )
        );
        using NetworkStream client = await OpenAsync(server, kind);
        await burst.BlockedAsync(waitsForNobody: false);
        Task stopping = server.StopAsync();
        await burst.Cancelled.Soon();
        clock.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
        await Task.Delay(100);
        stopping.IsCompleted.ShouldBeFalse();
        CancellationToken limit = Limits.Token;
        while (!stopping.IsCompleted)
        {
            clock.Advance(TimeSpan.FromTicks(1));
            await Task.Delay(20, limit);
        }
    }

    private static async Task<ClientWebSocket> ConnectAsync(LoopbackServer server, HttpMessageInvoker http)
    {
        ClientWebSocket client = new();
        client.Options.HttpVersion = HttpVersion.Version20;
        client.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        await client.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws" }.Uri, http, Limits.Token);
        return client;
    }

    private static async Task<Stream> GetAsync(LoopbackServer server, HttpMessageInvoker http)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, server.Address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        HttpResponseMessage response = await http.SendAsync(request, Limits.Token);
        return await response.Content.ReadAsStreamAsync();
    }

    private static Task<LoopbackServer> StartAsync(
        IResult result,
        Action<SocketTransportOptions>? configure = null,
        HttpProtocols version = HttpProtocols.Http1
    ) =>
        LoopbackServer.StartAsync(
            app =>
            {
                app.UseWebSockets();
                app.MapMethods("/", ["GET", "CONNECT"], () => result);
            },
            services =>
                services
                    .Configure<HostOptions>(host => host.ShutdownTimeout = Limits.Time)
                    .Configure<KestrelServerOptions>(kestrel =>
                    {
                        kestrel.Limits.MinResponseDataRate = null;
                        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = version);
                    })
                    .Configure<SocketTransportOptions>(sockets => configure?.Invoke(sockets))
        );

    private static Task<NetworkStream> OpenAsync(LoopbackServer server, string kind) =>
        server.GetRawAsync("/", Kind.IsWebSocket(kind) ? LoopbackServer.Upgrade : []);

    private static async Task ReadSlowlyAsync(NetworkStream client, CancellationToken stopped)
    {
        byte[] buffer = new byte[16];
        try
        {
            while (await client.ReadAsync(buffer, stopped) > 0)
            {
                await Task.Delay(10, stopped);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The connection was cut, or the test is over.
        }
    }

    /// <summary>A number of large messages, which are more than the kernel buffers for a client that does not read, and then none.</summary>
    private sealed class Burst(int count)
    {
        private readonly TaskCompletionSource _allTaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _taken;

        public ServerMessage Message { get; } = Scripted.Text(new string('x', Large));

        public Task Cancelled => _cancelled.Task;

        public Task Ended => _ended.Task;

        public async IAsyncEnumerable<ServerMessage> Messages(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
        )
        {
            await using CancellationTokenRegistration registration = cancellationToken.Register(_cancelled.SetResult);
            try
            {
                while (Interlocked.Increment(ref _taken) <= count)
                {
                    await Task.Yield();
                    yield return Message;
                }

                _allTaken.SetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                _ended.SetResult();
            }
        }

        /// <summary>Waits until all messages are pending, or until the sender waits for the client.</summary>
        public async Task BlockedAsync(bool waitsForNobody)
        {
            if (waitsForNobody)
            {
                await _allTaken.Task.Soon();
                // Until the buffers of the kernel are full.
                await Task.Delay(300);
                return;
            }

            CancellationToken limit = Limits.Token;
            int before = -1;
            while (before != Volatile.Read(ref _taken) || before == 0)
            {
                before = Volatile.Read(ref _taken);
                await Task.Delay(300, limit);
            }
        }
    }
}
