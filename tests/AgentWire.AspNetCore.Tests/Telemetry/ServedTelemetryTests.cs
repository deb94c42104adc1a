using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using AgentWire.Streaming;
using Microsoft.AspNetCore.Builder;

namespace AgentWire.AspNetCore.Tests.Telemetry;

/// <summary>What served responses and WebSockets report: how many there are, why they end, and their activities.</summary>
[Collection(Alone.Name)]
public sealed class ServedTelemetryTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private readonly string _dialect = $"test-{Guid.NewGuid():N}";
    private readonly Measured _measured;
    private readonly WireCodec<Note> _codec;

    public ServedTelemetryTests()
    {
        _measured = new(_dialect);
        _codec = Notes.Codec(_dialect);
    }

    public static TheoryData<string> Framings => ["sse", "ndjson", "websocket"];

    public void Dispose() => _measured.Dispose();

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_stream_that_ends_is_completed(string framing)
    {
        await using LoopbackServer server = await StartAsync(framing, Notes.Some(3));
        await FollowAsync(server, framing);
        (await _measured.ClosedAsync()).ShouldBe("completed");
        _measured.Sum("agentwire.stream.opened").ShouldBe(1);
        _measured.Sum("agentwire.stream.active").ShouldBe(0);
        _measured.Sum("agentwire.stream.closed").ShouldBe(1);
        _measured.Sum("agentwire.stream.messages", "network.io.direction", "transmit").ShouldBe(3);
        _measured.Sum("agentwire.stream.io").ShouldBe(3 * "{\"Text\":\"a\"}".Length);
        _measured.Of("agentwire.stream.time_to_first_message").ShouldHaveSingleItem().Value.ShouldBeInRange(0, 60);
        _measured.All.ShouldAllBe(each => Equals(each.Attributes["agentwire.framing"], framing));

        Activity activity = await _measured.StoppedAsync();
        activity.Kind.ShouldBe(ActivityKind.Server);
        activity.Status.ShouldBe(ActivityStatusCode.Unset);
        activity.GetTagItem("agentwire.stream.sent_messages").ShouldBe(3L);
        activity.GetTagItem("agentwire.close.reason").ShouldBe("completed");
        activity.GetTagItem("error.type").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_stream_is_active_until_it_ends_and_a_stop_of_the_server_ends_it(string framing)
    {
        await using LoopbackServer server = await StartAsync(framing, Notes.OneAndThenNone());
        Task following = FollowAsync(server, framing);
        await CountedAsync("agentwire.stream.messages");
        _measured.Sum("agentwire.stream.active").ShouldBe(1);
        _measured.Sum("agentwire.stream.closed").ShouldBe(0);

        await server.StopAsync();
        await following.Soon();
        (await _measured.ClosedAsync()).ShouldBe("server_stopping");
        _measured.Sum("agentwire.stream.active").ShouldBe(0);
        (await _measured.StoppedAsync()).Status.ShouldBe(ActivityStatusCode.Unset);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_client_that_vanishes_is_no_error(string framing)
    {
        await using LoopbackServer server = await StartAsync(framing, Notes.OneAndThenNone());
        using (NetworkStream client = await OpenAsync(server, framing))
        {
            await CountedAsync("agentwire.stream.messages");
            client.Socket.LingerState = new LingerOption(enable: true, 0);
        }

        (await _measured.ClosedAsync()).ShouldBe("disconnected");
        _measured.Sum("agentwire.server.slow_clients").ShouldBe(0);
        (await _measured.StoppedAsync()).Status.ShouldBe(ActivityStatusCode.Unset);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_client_that_is_too_slow_is_counted(string framing)
    {
        WireWebSocketOptions options = new() { SendTimeout = Short, CloseTimeout = Short };
        await using LoopbackServer server = await StartAsync(framing, Notes.Flood(), options);
        using NetworkStream client = await OpenAsync(server, framing);
        (await _measured.ClosedAsync()).ShouldBe("slow_client");
        _measured.Sum("agentwire.server.slow_clients").ShouldBe(1);
        Activity activity = await _measured.StoppedAsync();
        activity.Status.ShouldBe(ActivityStatusCode.Error);
        activity.GetTagItem("error.type").ShouldBe("slow_client");
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_producer_that_fails_is_an_error_with_the_type_of_its_exception(string framing)
    {
        await using LoopbackServer server = await StartAsync(
            framing,
            Notes.Some(1, new InvalidDataException("Secret."))
        );
        await Record.ExceptionAsync(() => FollowAsync(server, framing));
        (await _measured.ClosedAsync()).ShouldBe("server_error");
        Activity activity = await _measured.StoppedAsync();
        activity.Status.ShouldBe(ActivityStatusCode.Error);
        activity.GetTagItem("error.type").ShouldBe("System.IO.InvalidDataException");
        activity.TagObjects.ShouldAllBe(tag => !$"{tag.Value}".Contains("Secret"));
    }

    public static TheoryData<string, string> Faults =>
        new()
        {
            { "{\"Text\":1}", "unreadable" },
            { "binary", "not_text" },
            { $"{{\"Text\":\"{new string('x', 200)}\"}}", "too_large" },
            { "unfinished", "timed_out" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_is_wrong_with_a_message_of_the_client_is_the_reason(string message, string reason)
    {
        await using LoopbackServer server = await EchoAsync(Short);
        using ClientWebSocket client = await server.ConnectAsync();
        await client.SendTextAsync("{\"Text\":\"a\"}");
        await client.ReceiveTextAsync();
        await (
            message switch
            {
                "binary" => client.SendAsync(new byte[10], WebSocketMessageType.Binary, true, Limits.Token),
                "unfinished" => client.SendTextAsync("{", endOfMessage: false),
                _ => client.SendTextAsync(message),
            }
        );
        await client.ReceiveCloseAsync();
        (await _measured.ClosedAsync()).ShouldBe(reason);
        (await _measured.StoppedAsync()).GetTagItem("error.type").ShouldBe(reason);
        _measured.Sum("agentwire.stream.unreadable_messages").ShouldBe(reason == "unreadable" ? 1 : 0);
    }

    [Fact]
    public async Task Both_directions_of_a_WebSocket_are_counted_in_one_stream()
    {
        await using LoopbackServer server = await EchoAsync(Limits.Time);
        using ClientWebSocket client = await server.ConnectAsync();
        await client.SendTextAsync(" {\"Text\":\"a\"}");
        await client.ReceiveTextAsync();
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Limits.Token);
        await client.ReceiveTextAsync();
        (await _measured.ClosedAsync()).ShouldBe("completed");
        _measured.Sum("agentwire.stream.opened").ShouldBe(1);
        _measured.Sum("agentwire.stream.closed").ShouldBe(1);
        _measured.Sum("agentwire.stream.io", "network.io.direction", "receive").ShouldBe(13);
        _measured.Sum("agentwire.stream.io", "network.io.direction", "transmit").ShouldBe(12);
        Activity activity = await _measured.StoppedAsync();
        activity.GetTagItem("agentwire.stream.received_messages").ShouldBe(1L);
        activity.GetTagItem("agentwire.stream.sent_messages").ShouldBe(1L);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task The_request_is_the_parent_of_the_stream_and_the_stream_that_of_the_producer(string framing)
    {
        using ActivityListener requests = new()
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(requests);
        Activity? request = null;
        List<Activity?> current = [];
        await using LoopbackServer server = await LoopbackServer.StartAsync(app =>
        {
            app.UseWebSockets();
            app.Use(
                async (context, next) =>
                {
                    request = Activity.Current;
                    await next(context);
                    current.Add(Activity.Current);
                }
            );
            app.MapGet("/", () => Notes.Result(framing, _codec, ProduceAsync()));
        });
        await FollowAsync(server, framing);
        Activity stream = await _measured.StoppedAsync();
        await server.StopAsync();
        stream.ParentSpanId.ShouldBe(request.ShouldNotBeNull().SpanId);
        current.ShouldBe([stream, request]);

        async IAsyncEnumerable<Note> ProduceAsync()
        {
            await Task.Yield();
            current.Add(Activity.Current);
            yield return new("a");
        }
    }

    /// <summary>Control: a refused request is no stream.</summary>
    [Fact]
    public async Task A_request_that_is_refused_is_not_counted()
    {
        await using LoopbackServer server = await EchoAsync(Short);
        using HttpResponseMessage response = await server.Http.GetAsync("/");
        response.IsSuccessStatusCode.ShouldBeFalse();
        _measured.All.ShouldBeEmpty();
    }

    private Task<LoopbackServer> StartAsync(
        string framing,
        IAsyncEnumerable<Note> notes,
        WireWebSocketOptions? options = null
    ) => LoopbackServer.StartAsync(Notes.Result(framing, _codec, notes, options));

    private Task<LoopbackServer> EchoAsync(TimeSpan frameTimeout) =>
        LoopbackServer.StartAsync(
            WireResults.WebSocket(
                _codec.With(new WireOptions { MaxMessageBytes = 100 }),
                _codec,
                async (connection, cancellationToken) =>
                {
                    await foreach (Note note in connection.ReceiveAllAsync(cancellationToken))
                    {
                        await connection.SendAsync(note, cancellationToken);
                    }
                },
                new() { Receive = new() { FrameTimeout = frameTimeout } }
            )
        );

    private static async Task FollowAsync(LoopbackServer server, string framing)
    {
        if (framing == "websocket")
        {
            using ClientWebSocket client = await server.ConnectAsync();
            await client.ReceiveCloseAsync();
        }
        else
        {
            await server.Http.GetStringAsync("/");
        }
    }

    private static Task<NetworkStream> OpenAsync(LoopbackServer server, string framing) =>
        server.GetRawAsync("/", [.. framing == "websocket" ? LoopbackServer.Upgrade : []]);

    private async Task CountedAsync(string instrument)
    {
        CancellationToken limit = Limits.Token;
        while (!_measured.Of(instrument).Any())
        {
            await Task.Delay(5, limit);
        }
    }
}
