using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using AgentWire.AgUi;
using AgentWire.Streaming;
using AgentWire.Synaps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AgentWire.AspNetCore.Tests;

/// <summary>A log that requests read, each from a position of its own.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task Server_sent_events_have_positions_as_ids()
    {
        await using WireLog<ServerMessage> log = await LogOfAsync(["a", "b"]);
        await log.CompleteAsync();
        await using LoopbackServer server = await LoopbackServer.StartAsync(WireResults.ServerSentEvents(log));
        using HttpResponseMessage response = await server.Http.GetAsync("/");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        string epoch = await EpochAsync(log);
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            $"id: {epoch}-1\ndata: {Json("a")}\n\nid: {epoch}-2\ndata: {Json("b")}\n\n"
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_continues_after_the_position_that_it_names(bool inHeader)
    {
        await using WireLog<ServerMessage> log = await LogOfAsync(["a", "b", "c"]);
        await using LoopbackServer server = await LoopbackServer.StartAsync(WireResults.ServerSentEvents(log));
        string position = $"{await EpochAsync(log)}-2";
        using HttpRequestMessage request = new(HttpMethod.Get, inHeader ? "/" : $"/?lastEventId={position}");
        if (inHeader)
        {
            request.Headers.Add("Last-Event-ID", position);
        }

        using HttpResponseMessage response = await server.Http.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead
        );
        await using WireServerSentEventReader<ServerMessage> reader = WireStreamReader.CreateServerSentEvents(
            await response.Content.ReadAsStreamAsync(),
            SynapsWire.Server
        );
        await using IAsyncEnumerator<ServerMessage> messages = reader
            .ReadAllAsync(Limits.Token)
            .GetAsyncEnumerator(Limits.Token);
        await messages.MoveNextAsync();
        messages.Current.ShouldBe(Text("c"));
        reader.LastEventId.ShouldEndWith("-3");

        // What is appended later comes too.
        await log.AppendAsync(Text("d"));
        await messages.MoveNextAsync();
        messages.Current.ShouldBe(Text("d"));
        reader.LastEventId.ShouldEndWith("-4");
    }

    [Theory]
    [InlineData("nonsense", "is not a position")]
    [InlineData("other-1", "another log")]
    [InlineData("{0}-9", "not reached")]
    [InlineData("{0}-1", "no longer kept")]
    public async Task A_position_that_is_gone_is_refused_or_leads_to_the_snapshot(string position, string reason)
    {
        WireLogPosition? last = null;
        WireLogOptions<ServerMessage> options = new()
        {
            Snapshot = _ => new(new WireLogSnapshot<ServerMessage>([Text("abc"), Text("d")], last)),
        };
        await using WireLog<ServerMessage> log = await LogOfAsync(["a", "b", "c", "d"], options, maxMessages: 2);
        string epoch = await EpochAsync(log);
        last = new WireLogPosition(epoch, 4);
        await using LoopbackServer server = await LoopbackServer.StartAsync(app =>
        {
            app.UseWebSockets();
            app.MapGet("/refuse", () => WireResults.ServerSentEvents(log));
            app.MapGet("/lines", () => WireResults.NewlineDelimited(log));
            app.MapGet("/socket", () => WireResults.WebSocket(log));
            app.MapGet(
                "/move",
                () => WireResults.ServerSentEvents(log, new() { WhenGone = WireLogGoneHandling.MoveToSnapshot })
            );
        });
        string query = "?lastEventId=" + position.Replace("{0}", epoch, StringComparison.Ordinal);
        foreach (string path in new[] { "/refuse", "/lines" })
        {
            using HttpResponseMessage refused = await server.Http.GetAsync(path + query);
            refused.StatusCode.ShouldBe(HttpStatusCode.Gone);
            refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            using JsonDocument problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
            problem.RootElement.GetProperty("code").GetString().ShouldBe("position_gone");
            problem.RootElement.GetProperty("detail").GetString()!.ShouldContain(reason);
        }

        using ClientWebSocket socket = new();
        UriBuilder address = new(server.Address)
        {
            Scheme = "ws",
            Path = "/socket",
            Query = query,
        };
        socket.Options.CollectHttpResponseDetails = true;
        await Should.ThrowAsync<WebSocketException>(socket.ConnectAsync(address.Uri, Limits.Token));
        socket.HttpStatusCode.ShouldBe(HttpStatusCode.Gone);

        await log.AppendAsync(Text("e"));
        await log.CompleteAsync();
        (await server.Http.GetStringAsync("/move" + query)).ShouldBe(
            $"data: {Json("abc")}\n\nid: {epoch}-4\ndata: {Json("d")}\n\nid: {epoch}-5\ndata: {Json("e")}\n\n"
        );
    }

    [Fact]
    public async Task A_client_that_has_read_everything_is_told_how_the_log_ended()
    {
        await using WireLog<ServerMessage> complete = await LogOfAsync(["a"]);
        await using WireLog<ServerMessage> failed = await LogOfAsync(["a"]);
        await complete.CompleteAsync();
        await failed.FailAsync("The model is gone.");
        await using LoopbackServer server = await LoopbackServer.StartAsync(app =>
        {
            app.MapGet("/complete", () => WireResults.ServerSentEvents(complete));
            app.MapGet("/failed", () => WireResults.ServerSentEvents(failed));
        });
        using HttpResponseMessage nothing = await server.Http.GetAsync(
            $"/complete?lastEventId={await EpochAsync(complete)}-1"
        );
        nothing.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        using HttpResponseMessage problem = await server.Http.GetAsync(
            $"/failed?lastEventId={await EpochAsync(failed)}-1"
        );
        problem.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await problem.Content.ReadAsStringAsync()).ShouldContain("\"detail\":\"The model is gone.\"");

        // A client that has not read everything gets the rest, and is cut off if the log has failed.
        (await server.Http.GetStringAsync($"/complete?lastEventId={await EpochAsync(complete)}-0")).ShouldContain(
            Json("a")
        );
        using HttpResponseMessage cut = await server.Http.GetAsync("/failed", HttpCompletionOption.ResponseHeadersRead);
        await Should.ThrowAsync<HttpRequestException>(cut.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Lines_and_WebSockets_begin_at_the_position_too()
    {
        await using WireLog<ServerMessage> log = await LogOfAsync(["a", "b", "c"]);
        await log.CompleteAsync();
        WireLogServingOptions afterFirst = new() { Start = WireLogStart.After($"{await EpochAsync(log)}-1") };
        await using LoopbackServer server = await LoopbackServer.StartAsync(app =>
        {
            app.UseWebSockets();
            app.MapGet("/lines", () => WireResults.NewlineDelimited(log, afterFirst));
            app.MapGet("/socket", () => WireResults.WebSocket(log, afterFirst));
        });
        (await server.Http.GetStringAsync("/lines")).ShouldBe($"{Json("b")}\n{Json("c")}\n");
        (await server.Http.GetStringAsync($"/lines?lastEventId={await EpochAsync(log)}-2")).ShouldBe(Json("c") + "\n");
        using ClientWebSocket socket = await server.ConnectAsync(path: "/socket");
        (await socket.ReceiveTextAsync()).ShouldBe(Json("b"));
        (await socket.ReceiveTextAsync()).ShouldBe(Json("c"));
        (await socket.ReceiveCloseAsync()).Status.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task A_log_that_fails_closes_WebSockets_with_its_error()
    {
        await using WireLog<ServerMessage> log = await LogOfAsync(["a"]);
        await log.FailAsync("The model is gone.");
        await using LoopbackServer server = await LoopbackServer.StartAsync(WireResults.WebSocket(log));
        using ClientWebSocket socket = await server.ConnectAsync();
        (await socket.ReceiveCloseAsync()).ShouldBe((WebSocketCloseStatus.InternalServerError, "The model is gone."));
    }

    [Fact]
    public async Task A_dialect_without_ids_gets_none()
    {
        await using WireLog<Event> log = WireLog.Create(AgUiWire.Server);
        await log.AppendAsync(new Event.RunStarted { ThreadId = "t", RunId = "r" });
        await log.CompleteAsync();
        await using LoopbackServer server = await LoopbackServer.StartAsync(WireResults.ServerSentEvents(log));
        const string Expected = "data: {\"type\":\"RUN_STARTED\",\"threadId\":\"t\",\"runId\":\"r\"}\n\n";
        (await server.Http.GetStringAsync("/")).ShouldBe(Expected);
        (await server.Http.GetStringAsync("/?lastEventId=nonsense")).ShouldBe(Expected);
    }

    [Fact]
    public async Task A_client_that_falls_behind_is_disconnected_and_told_when_it_comes_back()
    {
        string large = new('x', 200_000);
        await using WireLog<ServerMessage> log = await LogOfAsync([large], maxMessages: 2);
        await using LoopbackServer server = await LoopbackServer.StartAsync(WireResults.ServerSentEvents(log));
        using NetworkStream stream = await server.GetRawAsync("/");
        for (int i = 0; i < 200; i++)
        {
            await log.AppendAsync(Text(large));
            await Task.Delay(1);
        }

        // The client reads what is on its way, and then the connection has ended before the log has.
        byte[] buffer = new byte[64 * 1024];
        CancellationToken limit = Limits.Token;
        try
        {
            while (await stream.ReadAsync(buffer, limit) > 0) { }
        }
        catch (IOException)
        {
            // The connection was reset.
        }

        await server.LoggedAsync("SlowClient");
        using HttpResponseMessage back = await server.Http.GetAsync($"/?lastEventId={await EpochAsync(log)}-1");
        back.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Many_clients_read_the_same_sequence()
    {
        await using WireLog<ServerMessage> log = WireLog.Create(SynapsWire.Server);
        await using LoopbackServer server = await LoopbackServer.StartAsync(WireResults.ServerSentEvents(log));
        Task<string>[] clients = [.. Enumerable.Range(0, 50).Select(_ => server.Http.GetStringAsync("/"))];
        for (int i = 0; i < 500; i++)
        {
            await log.AppendAsync(Text($"{i}"));
        }

        await log.CompleteAsync();
        string epoch = await EpochAsync(log);
        string expected = string.Concat(
            Enumerable.Range(0, 500).Select(i => $"id: {epoch}-{i + 1}\ndata: {Json($"{i}")}\n\n")
        );
        foreach (Task<string> client in clients)
        {
            (await client).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_subprotocol_that_both_speak_is_selected()
    {
        await using WireLog<ServerMessage> log = await LogOfAsync([]);
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(log, options: new() { SubProtocols = ["b", "c"] })
        );
        (await SubProtocolAsync(server, "a", "c", "b")).ShouldBe("c");
        (await SubProtocolAsync(server)).ShouldBeNull();
        await Should.ThrowAsync<ArgumentNullException>(() =>
            Task.FromResult(new WireWebSocketOptions { SubProtocols = null! })
        );
    }

    private static async Task<string?> SubProtocolAsync(LoopbackServer server, params string[] asked)
    {
        using ClientWebSocket socket = new();
        foreach (string name in asked)
        {
            socket.Options.AddSubProtocol(name);
        }

        await socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws" }.Uri, Limits.Token);
        return socket.SubProtocol;
    }

    private static ServerMessage.Text Text(string content) => new() { Content = content };

    private static string Json(string content) => SynapsWire.Server.ToJson(Text(content));

    private static async Task<WireLog<ServerMessage>> LogOfAsync(
        IEnumerable<string> texts,
        WireLogOptions<ServerMessage>? options = null,
        int maxMessages = 1000
    )
    {
        WireLog<ServerMessage> log = WireLog.Create(
            SynapsWire.Server,
            new MemoryLogStore(new MemoryLogOptions { MaxMessages = maxMessages }),
            options
        );
        foreach (string text in texts)
        {
            await log.AppendAsync(Text(text));
        }

        return log;
    }

    private static async Task<string> EpochAsync(WireLog<ServerMessage> log)
    {
        await foreach (WireLogItem<ServerMessage> item in log.ReadAsync(cancellationToken: Limits.Token))
        {
            return item.Position!.Value.Epoch;
        }

        throw new InvalidOperationException("The log is empty.");
    }
}
