using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AgentWire.Streaming;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerMessage = AgentWire.Synaps.ServerMessage;

namespace AgentWire.AspNetCore.Tests;

/// <summary>Messages as the body of a response: bytes, headers, flushes and ends.</summary>
public sealed class ResponseTests
{
    public static TheoryData<string> Framings => ["sse", "ndjson"];

    [Fact]
    public async Task Server_sent_events_have_the_bytes_of_the_reference()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.ServerSentEvents(SystemPromptWire.Server, Recorded.Messages(SystemPromptWire.Server))
        );
        using HttpResponseMessage response = await server.Http.GetAsync("/");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/event-stream");
        response.Headers.CacheControl!.ToString().ShouldBe("no-cache");
        string lines = Session.Text("systemprompt").TrimEnd('\n');
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            string.Concat(lines.Split('\n').Select(line => $"data: {line}\n\n"))
        );
    }

    [Fact]
    public async Task Newline_delimited_messages_have_the_bytes_of_the_session()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.NewlineDelimited(SystemPromptWire.Server, Recorded.Messages(SystemPromptWire.Server))
        );
        using HttpResponseMessage response = await server.Http.GetAsync("/");
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/x-ndjson");
        (await response.Content.ReadAsStringAsync()).ShouldBe(Session.Text("systemprompt"));
    }

    [Fact]
    public async Task Each_message_is_one_chunk_of_the_response()
    {
        Scripted script = new();
        script.Send("a");
        script.Send("bb");
        script.End();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.ServerSentEvents(SynapsWire.Server, script.All())
        );
        using NetworkStream stream = await server.GetRawAsync("/");
        StringBuilder received = new();
        byte[] buffer = new byte[4096];
        while (!received.ToString().EndsWith("0\r\n\r\n", StringComparison.Ordinal))
        {
            int count = await stream.ReadAsync(buffer, Limits.Token);
            count.ShouldBePositive();
            received.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        received
            .ToString()
            .ShouldEndWith(
                "\r\n\r\n"
                    + "25\r\ndata: {\"type\":\"text\",\"content\":\"a\"}\n\n\r\n"
                    + "26\r\ndata: {\"type\":\"text\",\"content\":\"bb\"}\n\n\r\n"
                    + "0\r\n\r\n"
            );
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Headers_and_messages_arrive_before_the_next_one_is_made(string framing)
    {
        Scripted script = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(Result(framing, script.All()));
        using HttpResponseMessage response = await server.Http.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        await using WireStreamReader<ServerMessage> reader = WireStreamReader.Create(
            await response.Content.ReadAsStreamAsync(),
            Framing(framing),
            SynapsWire.Server
        );
        await using IAsyncEnumerator<ServerMessage> received = reader.ReadAllAsync().GetAsyncEnumerator();
        foreach (string content in new[] { "one", "two", "three" })
        {
            script.Send(content);
            (await received.MoveNextAsync().AsTask().Soon()).ShouldBeTrue();
            received.Current.ShouldBe(Scripted.Text(content));
        }

        script.End();
        (await received.MoveNextAsync().AsTask().Soon()).ShouldBeFalse();
    }

    [Fact]
    public async Task Compression_does_not_hold_messages_back()
    {
        Scripted script = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            app =>
            {
                app.UseResponseCompression();
                app.MapGet(
                    "/",
                    () =>
                        WireResults.ServerSentEvents(
                            SynapsWire.Server,
                            script.All(),
                            new() { KeepAliveInterval = Timeout.InfiniteTimeSpan }
                        )
                );
            },
            services => services.AddResponseCompression(options => options.MimeTypes = ["text/event-stream"])
        );
        using HttpRequestMessage request = new(HttpMethod.Get, "/");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using HttpResponseMessage response = await server.Http.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead
        );
        response.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        await using GZipStream body = new(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        await using WireServerSentEventReader<ServerMessage> reader = WireStreamReader.CreateServerSentEvents(
            body,
            SynapsWire.Server
        );
        await using IAsyncEnumerator<ServerMessage> messages = reader.ReadAllAsync().GetAsyncEnumerator(Limits.Token);
        foreach (string content in new[] { "a", "b" })
        {
            script.Send(content);
            (await messages.MoveNextAsync()).ShouldBeTrue();
            messages.Current.ShouldBe(Scripted.Text(content));
        }

        script.End();
        (await messages.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Headers_that_the_application_has_set_stay()
    {
        Scripted script = new();
        script.End();
        await using LoopbackServer server = await LoopbackServer.StartAsync(app =>
            app.MapGet(
                "/",
                (HttpContext context) =>
                {
                    context.Response.Headers.CacheControl = "no-store";
                    context.Response.Headers["X-Accel-Buffering"] = "no";
                    return WireResults.ServerSentEvents(SynapsWire.Server, script.All());
                }
            )
        );
        using HttpResponseMessage response = await server.Http.GetAsync("/");
        response.Headers.CacheControl!.ToString().ShouldBe("no-store");
        response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task The_producer_ends_when_the_client_has_gone(string framing)
    {
        Scripted script = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(Result(framing, script.All()));
        using (await server.Http.GetAsync("/", HttpCompletionOption.ResponseHeadersRead))
        {
            await script.Started.Soon();
            script.Ended.IsCompleted.ShouldBeFalse();
        }

        (await script.Ended.Soon()).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_producer_that_fails_cuts_the_response_off(string framing)
    {
        Scripted script = new();
        script.Send("a");
        script.End(new InvalidDataException("The model is gone."));
        await using LoopbackServer server = await LoopbackServer.StartAsync(Result(framing, script.All()));
        await Should.ThrowAsync<HttpRequestException>(() => server.Http.GetStringAsync("/").Soon());
    }

    [Fact]
    public async Task A_message_that_the_wire_cannot_carry_cuts_the_response_off()
    {
        Scripted script = new();
        script.Send("\ud800");
        await using LoopbackServer server = await LoopbackServer.StartAsync(Result("sse", script.All()));
        await Should.ThrowAsync<HttpRequestException>(() => server.Http.GetStringAsync("/").Soon());
        (await script.Ended.Soon()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_message_longer_than_the_codec_allows_cuts_the_response_off()
    {
        Scripted script = new();
        script.Send(new string('x', 100));
        WireCodec<ServerMessage> codec = SynapsWire.Server.With(new WireOptions { MaxMessageBytes = 100 });
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.NewlineDelimited(codec, script.All())
        );
        await Should.ThrowAsync<HttpRequestException>(() => server.Http.GetStringAsync("/").Soon());
    }

    [Fact]
    public async Task A_stopping_server_ends_streams_in_order()
    {
        Scripted script = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(Result("sse", script.All()));
        script.Send("a");
        Task<string> body = server.Http.GetStringAsync("/");
        await script.Started.Soon();
        await server.StopAsync().Soon();
        (await body.Soon()).ShouldBeOneOf("data: {\"type\":\"text\",\"content\":\"a\"}\n\n", "");
        (await script.Ended.Soon()).ShouldBeTrue();
    }

    internal static IResult Result(
        string framing,
        IAsyncEnumerable<ServerMessage> messages,
        WireServerOptions? options = null
    ) =>
        framing == "sse"
            ? WireResults.ServerSentEvents(SynapsWire.Server, messages, options)
            : WireResults.NewlineDelimited(SynapsWire.Server, messages, options);

    private static WireFraming Framing(string name) =>
        name == "sse" ? WireFraming.ServerSentEvents : WireFraming.NewlineDelimited;
}
