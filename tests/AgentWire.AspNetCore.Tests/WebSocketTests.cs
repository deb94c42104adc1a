using System.Net;
using System.Net.WebSockets;
using AgentWire.Streaming;
using AgentWire.Synaps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentWire.AspNetCore.Tests;

/// <summary>A WebSocket in both directions: typed messages, and the close status at the end.</summary>
public sealed class WebSocketTests
{
    private const string Cancel = "{\"type\":\"cancel\"}";
    private const string Done = "{\"type\":\"done\"}";

    [Fact]
    public async Task Messages_go_both_ways_in_their_canonical_bytes()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(app =>
        {
            app.UseWebSockets();
            app.MapWireWebSocket("/chat", SynapsWire.Client, SynapsWire.Server, EchoAsync);
        });
        using ClientWebSocket client = await server.ConnectAsync(path: "/chat");
        await client.SendTextAsync(" { \"content\" : \"h\\u00e9\", \"type\" : \"message\" } ");
        (await client.ReceiveTextAsync()).ShouldBe("{\"type\":\"text\",\"content\":\"hé\"}");
        await client.SendTextAsync(Cancel);
        (await client.ReceiveTextAsync()).ShouldBe(Done);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Limits.Token);
        client.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Theory]
    [InlineData("{\"type\":\"message\"}", "missing_member at /content (byte 17):")]
    [InlineData("nonsense", "syntax at (root) (byte 0):")]
    public async Task An_unreadable_message_that_the_handler_lets_through_closes_with_its_error(
        string message,
        string error
    )
    {
        (WebSocketCloseStatus? status, string? reason) = await EndAsync(
            EchoAsync,
            client => client.SendTextAsync(message)
        );
        status.ShouldBe(WebSocketCloseStatus.InvalidPayloadData);
        reason.ShouldNotBeNull().ShouldStartWith(error);
    }

    [Fact]
    public async Task A_long_reason_is_cut_at_a_character()
    {
        string unknown = string.Concat(Enumerable.Repeat("é", 200));
        (WebSocketCloseStatus? status, string? reason) = await EndAsync(
            EchoAsync,
            client => client.SendTextAsync($"{{\"type\":\"message\",\"content\":[\"{unknown}\"]}}")
        );
        status.ShouldBe(WebSocketCloseStatus.InvalidPayloadData);
        System.Text.Encoding.UTF8.GetByteCount(reason!).ShouldBeInRange(1, 123);
    }

    [Fact]
    public async Task A_handler_may_answer_an_unreadable_message_and_go_on()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(
                SynapsWire.Client,
                SynapsWire.Server,
                async (connection, cancellationToken) =>
                {
                    await foreach (WireItem<ClientMessage> item in connection.ReceiveItemsAsync(cancellationToken))
                    {
                        ServerMessage answer = item.Unreadable is { } unreadable
                            ? new ServerMessage.Error { Message = unreadable.Error.Code.ToString() }
                            : new ServerMessage.Done();
                        await connection.SendAsync(answer, cancellationToken);
                    }
                }
            )
        );
        using ClientWebSocket client = await server.ConnectAsync();
        await client.SendTextAsync("{\"type\":\"message\"}");
        (await client.ReceiveTextAsync()).ShouldBe("{\"type\":\"error\",\"message\":\"MissingMember\"}");
        await client.SendTextAsync(Cancel);
        (await client.ReceiveTextAsync()).ShouldBe(Done);
    }

    [Fact]
    public async Task Unreadable_messages_may_be_passed_over_and_reported()
    {
        List<WireErrorCode> reported = [];
        WireWebSocketOptions options = new()
        {
            Receive = new() { OnUnreadable = message => reported.Add(message.Error.Code) },
        };
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(SynapsWire.Client, SynapsWire.Server, EchoAsync, options)
        );
        using ClientWebSocket client = await server.ConnectAsync();
        await client.SendTextAsync("{");
        await client.SendTextAsync(Cancel);
        (await client.ReceiveTextAsync()).ShouldBe(Done);
        reported.ShouldBe([WireErrorCode.Truncated]);
    }

    [Fact]
    public async Task An_oversized_message_closes_with_status_1009()
    {
        WireCodec<ClientMessage> incoming = SynapsWire.Client.With(new WireOptions { MaxMessageBytes = 100 });
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(incoming, SynapsWire.Server, EchoAsync)
        );
        using ClientWebSocket client = await server.ConnectAsync();
        string longest = $"{{\"type\":\"message\",\"content\":\"{new string('x', 69)}\"}}";
        await client.SendTextAsync(longest);
        (await client.ReceiveTextAsync()).ShouldNotBeNull();
        await client.SendTextAsync(new string(' ', 50), endOfMessage: false);
        await client.SendTextAsync(new string(' ', 51));
        (await client.ReceiveCloseAsync()).ShouldBe(
            (WebSocketCloseStatus.MessageTooBig, "A message can have at most 100 bytes.")
        );
    }

    [Fact]
    public async Task A_binary_message_closes_with_status_1003() =>
        (
            await EndAsync(
                EchoAsync,
                client =>
                    client.SendAsync(
                        System.Text.Encoding.UTF8.GetBytes(Cancel),
                        WebSocketMessageType.Binary,
                        true,
                        Limits.Token
                    )
            )
        ).ShouldBe((WebSocketCloseStatus.InvalidMessageType, "Messages are text."));

    [Fact]
    public async Task A_message_that_takes_too_long_closes_with_status_1008() =>
        (
            await EndAsync(
                EchoAsync,
                client => client.SendTextAsync("{\"type\":", endOfMessage: false),
                new() { Receive = new() { FrameTimeout = TimeSpan.FromMilliseconds(200) } }
            )
        ).ShouldBe((WebSocketCloseStatus.PolicyViolation, "A message took too long to arrive."));

    [Fact]
    public async Task A_handler_that_returns_closes_with_status_1000() =>
        (await EndAsync((_, _) => Task.CompletedTask)).Status.ShouldBe(WebSocketCloseStatus.NormalClosure);

    [Fact]
    public async Task A_handler_that_fails_closes_with_status_1011() =>
        (await EndAsync((_, _) => Task.FromException(new InvalidDataException("The model is gone.")))).Status.ShouldBe(
            WebSocketCloseStatus.InternalServerError
        );

    [Fact]
    public async Task A_message_that_cannot_be_written_is_the_server_s_fault() =>
        (
            await EndAsync((connection, token) => connection.SendAsync(Scripted.Text("\ud800"), token).AsTask())
        ).Status.ShouldBe(WebSocketCloseStatus.InternalServerError);

    [Fact]
    public async Task Another_stream_s_failure_is_not_blamed_on_the_client() =>
        (
            await EndAsync(
                async (connection, token) =>
                {
                    using MemoryStream upstream = new("{\"type\":\"cancel\""u8.ToArray());
                    await using WireStreamReader<ClientMessage> reader = WireStreamReader.Create(
                        upstream,
                        WireFraming.NewlineDelimited,
                        SynapsWire.Client
                    );
                    await foreach (ClientMessage message in reader.ReadAllAsync(token)) { }
                }
            )
        ).Status.ShouldBe(WebSocketCloseStatus.InternalServerError);

    [Fact]
    public async Task A_handler_that_cancels_its_receiving_closes_in_order() =>
        (
            await EndAsync(
                async (connection, token) =>
                {
                    using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(token);
                    enough.CancelAfter(100);
                    try
                    {
                        await foreach (ClientMessage _ in connection.ReceiveAllAsync(enough.Token)) { }
                    }
                    catch (OperationCanceledException)
                    {
                        // This was expected.
                    }
                }
            )
        ).Status.ShouldBe(WebSocketCloseStatus.NormalClosure);

    [Fact]
    public async Task A_stopping_server_closes_with_status_1001()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(SynapsWire.Client, SynapsWire.Server, EchoAsync)
        );
        using ClientWebSocket client = await server.ConnectAsync();
        Task stopping = server.StopAsync();
        (await client.ReceiveCloseAsync()).ShouldBe(
            (WebSocketCloseStatus.EndpointUnavailable, "The server is stopping.")
        );
        await stopping.Soon();
    }

    [Fact]
    public async Task A_handler_that_ends_after_the_server_began_to_stop_has_the_close_timeout()
    {
        TaskCompletionSource cancelled = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(
                SynapsWire.Client,
                SynapsWire.Server,
                async (connection, token) =>
                {
                    await using CancellationTokenRegistration registration = token.Register(cancelled.SetResult);
                    await Task.Delay(Timeout.Infinite, token);
                },
                new() { CloseTimeout = TimeSpan.FromMilliseconds(200) }
            )
        );
        using ClientWebSocket client = await server.ConnectAsync();
        await server.StopAsync().Soon();
        await cancelled.Task.Soon();
    }

    [Fact]
    public async Task The_handler_s_token_is_cancelled_when_the_client_is_lost()
    {
        TaskCompletionSource cancelled = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(
                SynapsWire.Client,
                SynapsWire.Server,
                async (connection, token) =>
                {
                    await using CancellationTokenRegistration registration = token.Register(cancelled.SetResult);
                    await Task.Delay(Timeout.Infinite, token);
                }
            )
        );
        ClientWebSocket client = await server.ConnectAsync();
        client.Abort();
        await cancelled.Task.Soon();
        client.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_producer_ends_when_the_client_has_gone(bool says)
    {
        Scripted script = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(SynapsWire.Server, script.All())
        );
        using ClientWebSocket client = await server.ConnectAsync();
        await client.SendTextAsync("whatever");
        await script.Started.Soon();
        script.Ended.IsCompleted.ShouldBeFalse();
        if (says)
        {
            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Limits.Token);
        }
        else
        {
            client.Abort();
        }

        (await script.Ended.Soon()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_producer_s_messages_arrive_and_then_the_end()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(SynapsWire.Server, Recorded.Messages(SynapsWire.Server))
        );
        using ClientWebSocket client = await server.ConnectAsync();
        foreach (string line in Session.Text("synaps").TrimEnd('\n').Split('\n'))
        {
            (await client.ReceiveTextAsync()).ShouldBe(line);
        }

        (await client.ReceiveCloseAsync()).Status.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task A_producer_that_fails_closes_with_status_1011()
    {
        Scripted script = new();
        script.End(new InvalidDataException("The model is gone."));
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(SynapsWire.Server, script.All())
        );
        using ClientWebSocket client = await server.ConnectAsync();
        (await client.ReceiveCloseAsync()).Status.ShouldBe(WebSocketCloseStatus.InternalServerError);
    }

    [Fact]
    public async Task A_client_that_never_answers_the_close_is_cut_off()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(
                SynapsWire.Client,
                SynapsWire.Server,
                (_, _) => Task.CompletedTask,
                new() { CloseTimeout = TimeSpan.FromMilliseconds(200) }
            )
        );
        using ClientWebSocket client = await server.ConnectAsync();
        (await client.ReceiveTextAsync()).ShouldBeNull();
        await server.StopAsync().Soon();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_that_is_none_for_a_WebSocket_is_told_so(bool problems)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            app =>
            {
                app.UseWebSockets();
                app.MapWireWebSocket("/", SynapsWire.Client, SynapsWire.Server, EchoAsync);
            },
            services => _ = problems ? services.AddProblemDetails() : services
        );
        using HttpResponseMessage response = await server.Http.GetAsync("/");
        response.StatusCode.ShouldBe(HttpStatusCode.UpgradeRequired);
        response.Headers.Upgrade.ToString().ShouldBe("websocket");
        (response.Content.Headers.ContentType?.MediaType).ShouldBe(problems ? "application/problem+json" : null);
    }

    [Fact]
    public async Task An_application_without_UseWebSockets_is_told_so()
    {
        DefaultHttpContext context = new();
        InvalidOperationException exception = await Should.ThrowAsync<InvalidOperationException>(() =>
            WireResults.WebSocket(SynapsWire.Client, SynapsWire.Server, EchoAsync).ExecuteAsync(context)
        );
        exception.Message.ShouldContain("UseWebSockets");
    }

    private static async Task EchoAsync(
        WireConnection<ClientMessage, ServerMessage> connection,
        CancellationToken cancellationToken
    )
    {
        await foreach (ClientMessage message in connection.ReceiveAllAsync(cancellationToken))
        {
            ServerMessage answer = message is ClientMessage.Message { Content: { } content }
                ? Scripted.Text(content)
                : new ServerMessage.Done();
            await connection.SendAsync(answer, cancellationToken);
        }
    }

    /// <summary>Returns the close status that a client gets after an action.</summary>
    private static async Task<(WebSocketCloseStatus? Status, string? Reason)> EndAsync(
        Func<WireConnection<ClientMessage, ServerMessage>, CancellationToken, Task> handler,
        Func<ClientWebSocket, Task>? act = null,
        WireWebSocketOptions? options = null
    )
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(SynapsWire.Client, SynapsWire.Server, handler, options)
        );
        using ClientWebSocket client = await server.ConnectAsync();
        await (act?.Invoke(client) ?? Task.CompletedTask);
        return await client.ReceiveCloseAsync();
    }
}
