using System.Net.Sockets;
using System.Net.WebSockets;
using AgentWire.Streaming;
using AgentWire.Synaps;
using Microsoft.AspNetCore.Http;

namespace AgentWire.AspNetCore.Tests;

/// <summary>Clients that do not read: how long the server waits for them, and which status they get.</summary>
public sealed class SlowClientTests
{
    private const int Large = 256 * 1024;

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    public static TheoryData<string, WireServerOptions> HttpLimits =>
        new()
        {
            {
                "sse",
                new WireServerOptions { SendTimeout = Short }
            },
            {
                "sse",
                new WireServerOptions { MaxPendingBytes = 2 * Large }
            },
            {
                "ndjson",
                new WireServerOptions { SendTimeout = Short }
            },
            {
                "ndjson",
                new WireServerOptions { MaxPendingBytes = 2 * Large }
            },
        };

    public static TheoryData<WireWebSocketOptions> WebSocketLimits =>
        [new WireWebSocketOptions { SendTimeout = Short }, new WireWebSocketOptions { MaxPendingBytes = 2 * Large }];

    [Theory]
    [MemberData(nameof(HttpLimits))]
    public async Task Over_HTTP_a_client_that_does_not_read_is_cut_off_and_logged(
        string framing,
        WireServerOptions options
    )
    {
        Scripted script = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            ResponseTests.Result(framing, script.Flood(Large), options)
        );
        using NetworkStream client = await server.GetRawAsync("/");
        await script.Ended.Soon();
        await server.LoggedAsync("SlowClient");
        server.Events.ShouldBe(["SlowClient"]);
        await Should.ThrowAsync<IOException>(async () => await client.CopyToAsync(Stream.Null, Limits.Token));
    }

    [Fact]
    public async Task A_client_that_reads_is_waited_for()
    {
        Scripted script = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            ResponseTests.Result("ndjson", script.Flood(Large), new() { SendTimeout = TimeSpan.FromSeconds(30) })
        );
        using NetworkStream client = await server.GetRawAsync("/");
        await Task.Delay(500);
        byte[] buffer = new byte[32 * Large];
        await client.ReadExactlyAsync(buffer, Limits.Token);
        server.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_waits_is_sent_before_the_end()
    {
        Scripted script = new();
        for (int i = 0; i < 100; i++)
        {
            script.Send(new string('x', 10_000));
        }

        script.End();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            ResponseTests.Result("ndjson", script.All(), new() { MaxPendingBytes = 10_000_000 })
        );
        using NetworkStream client = await server.GetRawAsync("/");
        (await script.Ended.Soon()).ShouldBeFalse();
        byte[] end = "0\r\n\r\n"u8.ToArray();
        using MemoryStream received = new();
        byte[] buffer = new byte[64 * 1024];
        while (!received.ToArray().AsSpan().EndsWith(end))
        {
            int count = await client.ReadAsync(buffer, Limits.Token);
            count.ShouldBePositive();
            received.Write(buffer, 0, count);
        }

        received.Length.ShouldBeGreaterThan(1_000_000);
    }

    [Theory]
    [MemberData(nameof(WebSocketLimits))]
    public async Task A_WebSocket_client_that_reads_again_is_told(WireWebSocketOptions options)
    {
        Scripted script = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(
                SynapsWire.Server,
                script.Flood(Large),
                options with
                {
                    CloseTimeout = TimeSpan.FromSeconds(30),
                }
            )
        );
        using ClientWebSocket client = await server.ConnectAsync();
        await server.LoggedAsync("SlowClient");

        (await client.ReceiveCloseAsync()).ShouldBe((WebSocketCloseStatus.PolicyViolation, "The client is too slow."));
        await script.Ended.Soon();
    }

    [Theory]
    [MemberData(nameof(WebSocketLimits))]
    public async Task A_WebSocket_client_that_never_reads_is_cut_off(WireWebSocketOptions options)
    {
        TaskCompletionSource<Exception> sending = new();
        TaskCompletionSource ended = new();
        IResult result = WireResults.WebSocket(
            SynapsWire.Client,
            SynapsWire.Server,
            async (connection, cancellationToken) =>
            {
                try
                {
                    while (true)
                    {
                        await connection.SendAsync(Scripted.Text(new string('x', Large)), cancellationToken);
                    }
                }
                catch (WireStreamException exception)
                {
                    sending.SetResult(exception);
                    await using CancellationTokenRegistration registration = cancellationToken.Register(
                        ended.SetResult
                    );
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
            },
            options with
            {
                CloseTimeout = Short,
            }
        );
        await using LoopbackServer server = await LoopbackServer.StartAsync(result);
        using ClientWebSocket client = await server.ConnectAsync();
        ((WireStreamException)await sending.Task.Soon()).Error.ShouldBe(WireStreamError.Disconnected);
        await server.LoggedAsync("SlowClient");
        await ended.Task.Soon();
        await Should.ThrowAsync<WebSocketException>(() => client.ReceiveCloseAsync().Soon());
    }
}
