using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AgentWire.AgUi;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace AgentWire.Runs.AspNetCore.Tests;

/// <summary>What is read, and how what cannot be read is refused.</summary>
public sealed class RequestTests
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("application/vnd.example+json")]
    public async Task A_request_reaches_the_handler(string contentType)
    {
        RunAgentInput? received = null;
        await using AgentServer server = await AgentServer.StartAsync(
            (input, run, _) =>
            {
                received = input;
                run.Input.ShouldBeSameAs(input);
                run.HttpContext.Request.Path.Value.ShouldBe("/agent");
                return Task.CompletedTask;
            }
        );
        using HttpResponseMessage response = await SendAsync(server, Json(AgentServer.Request, contentType));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/event-stream");
        received.ShouldBe(AgUiWire.Client.Read(AgentServer.Request));
    }

    [Theory]
    [InlineData("text/plain", "expected the content type application/json in UTF-8, found \\u0022text/plain\\u0022.")]
    [InlineData("application/json; charset=utf-16", "charset=utf-16")]
    [InlineData("application/jsonx", "application/jsonx")]
    public async Task Another_content_type_is_415(string contentType, string detail)
    {
        await using AgentServer server = await AgentServer.StartAsync(NotCalled);
        using HttpResponseMessage response = await SendAsync(server, Json(AgentServer.Request, contentType));
        JsonElement problem = await ProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "content_type");
        problem
            .GetProperty("detail")
            .GetString()!
            .ShouldContain(detail.Replace("\\u0022", "\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_content_type_is_415()
    {
        await using AgentServer server = await AgentServer.StartAsync(NotCalled);
        using HttpResponseMessage response = await SendAsync(server, new ByteArrayContent("{}"u8.ToArray()));
        JsonElement problem = await ProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "content_type");
        problem.GetProperty("detail").GetString()!.ShouldEndWith("found none.");
    }

    [Fact]
    public async Task Compressed_content_is_415()
    {
        await using AgentServer server = await AgentServer.StartAsync(NotCalled);
        HttpContent content = Json(AgentServer.Request);
        content.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage response = await SendAsync(server, content);
        await ProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "content_encoding");
    }

    [Fact]
    public async Task Another_method_is_405()
    {
        await using AgentServer server = await AgentServer.StartAsync(NotCalled);
        using HttpResponseMessage response = await server.Http.GetAsync("/agent");
        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["POST"]);
    }

    [Theory]
    [InlineData("", "truncated", "")]
    [InlineData("{", "truncated", "")]
    [InlineData("[]", "wrong_type", "")]
    [InlineData("""{"runId":"r","messages":[]}""", "missing_member", "/threadId")]
    [InlineData("""{"threadId":"t","runId":7,"messages":[]}""", "wrong_type", "/runId")]
    [InlineData(
        """{"threadId":"t","runId":"r","messages":[{"id":"m","role":"user"}]}""",
        "missing_member",
        "/messages/0/content"
    )]
    [InlineData("""{"threadId":"t","runId":"r","messages":[]} x""", "trailing_data", "")]
    public async Task Content_that_is_no_request_is_400(string body, string code, string pointer)
    {
        await using AgentServer server = await AgentServer.StartAsync(NotCalled);
        using HttpResponseMessage response = await server.PostAsync(body);
        JsonElement problem = await ProblemAsync(response, HttpStatusCode.BadRequest, code);
        problem.GetProperty("pointer").GetString().ShouldBe(pointer);
        problem.GetProperty("detail").GetString()!.ShouldContain("expected ");
        AgentServer.LogEntry entry = server.Log.ShouldHaveSingleItem();
        entry.Name.ShouldBe("Refused");
    }

    [Fact]
    public async Task Text_of_the_client_is_escaped_and_cut()
    {
        string name = "\u202e\u001b[31m" + new string('x', 10_000);
        await using AgentServer server = await AgentServer.StartAsync(NotCalled);
        using HttpResponseMessage response = await server.PostAsync(
            $$"""{"threadId":"t","runId":"r","messages":[],"forwardedProps":{{JsonSerializer.Serialize(name)}},"resume":[{"interruptId":"i","status":{{JsonSerializer.Serialize(name)}}}]}"""
        );
        string text = await response.Content.ReadAsStringAsync();
        text.Length.ShouldBeLessThan(1000);
        JsonElement problem = await ProblemAsync(response, HttpStatusCode.BadRequest, "unknown_value");
        foreach (string shown in new[] { problem.GetProperty("detail").GetString()!, server.Log.Single().Message })
        {
            shown.ShouldNotContain('\u202e');
            shown.ShouldNotContain('\u001b');
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Content_that_is_too_long_is_413(bool hasLength)
    {
        WireOptions limit = new() { MaxMessageBytes = 200 };
        await using AgentServer server = await AgentServer.StartAsync(
            (_, _, _) => Task.CompletedTask,
            new() { Requests = limit }
        );
        (await server.EventsAsync(Padded(200))).Length.ShouldBe(2);
        using HttpResponseMessage response = await SendAsync(server, Json(Padded(201)), chunked: !hasLength);
        JsonElement problem = await ProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "too_large");
        problem.GetProperty("detail").GetString()!.ShouldEndWith("expected at most 200 bytes.");
    }

    [Fact]
    public async Task The_limit_can_be_larger_than_that_of_the_server()
    {
        const int Length = 31 * 1024 * 1024;
        await using AgentServer server = await AgentServer.StartAsync(
            (_, _, _) => Task.CompletedTask,
            new() { Requests = new() { MaxMessageBytes = Length } }
        );
        (await server.EventsAsync(Padded(Length))).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Damaged_requests_are_answered_with_a_run_or_a_problem()
    {
        const string Whole =
            """{"threadId":"t","runId":"r","state":{"a":[1.0]},"messages":[{"id":"m","role":"user","content":[{"type":"text","text":"é"}]}],"tools":[],"resume":[{"interruptId":"i","status":"resolved"}]}""";
        await using AgentServer server = await AgentServer.StartAsync(_ => Task.CompletedTask);
        Random random = new(20261129);
        Dictionary<HttpStatusCode, int> seen = [];
        for (int i = 0; i < 500; i++)
        {
            byte[] body = Encoding.UTF8.GetBytes(Whole);
            body[random.Next(body.Length)] = (byte)random.Next(256);
            body = body[..random.Next(body.Length / 2, body.Length + 1)];
            ByteArrayContent content = new(random.Next(3) == 0 ? Encoding.UTF8.GetBytes(Whole) : body);
            content.Headers.ContentType = new("application/json");
            using HttpResponseMessage response = await SendAsync(server, content);
            seen[response.StatusCode] = seen.GetValueOrDefault(response.StatusCode) + 1;
        }

        seen.Keys.ShouldBe([HttpStatusCode.OK, HttpStatusCode.BadRequest], ignoreOrder: true);
        seen.Values.ShouldAllBe(count => count > 100);
        server.Log.Select(entry => entry.Name).Distinct().ShouldBe(["Refused"]);
    }

    [Fact]
    public async Task The_endpoint_describes_its_responses()
    {
        await using AgentServer server = await AgentServer.StartAsync(_ => Task.CompletedTask);
        server
            .Metadata.OfType<IProducesResponseTypeMetadata>()
            .Select(each => (each.StatusCode, each.Type, each.ContentTypes.Single()))
            .ShouldBe([
                (200, typeof(Event), "text/event-stream"),
                (400, typeof(ProblemDetails), "application/problem+json"),
                (413, typeof(ProblemDetails), "application/problem+json"),
                (415, typeof(ProblemDetails), "application/problem+json"),
            ]);
    }

    private static string Padded(int length) => AgentServer.Request.PadRight(length);

    private static StringContent Json(string body, string contentType = "application/json")
    {
        StringContent content = new(body, Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return content;
    }

    private static Task<HttpResponseMessage> SendAsync(AgentServer server, HttpContent content, bool chunked = false)
    {
        HttpRequestMessage request = new(HttpMethod.Post, "/agent") { Content = content };
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.TransferEncodingChunked = chunked;
        return server.Http.SendAsync(request, Limits.Token);
    }

    private static async Task<JsonElement> ProblemAsync(
        HttpResponseMessage response,
        HttpStatusCode status,
        string code
    )
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/problem+json");
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        JsonElement problem = document.RootElement.Clone();
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("code").GetString().ShouldBe(code);
        return problem;
    }

    private static Task NotCalled(RunAgentInput input, RunContext run, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The handler must not be called.");
}
