using System.Net;
using System.Net.Http.Headers;
using AgentWire.Shared.Streams;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Following;

/// <summary>Which answers and failures are tried again, and which end following.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(599)]
    public async Task A_status_that_can_pass_is_tried_again(int status)
    {
        ScriptedServer server = new ScriptedServer().Says(status).Streams(Some.Event(1)).Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow();
        (string[] texts, Exception? end) = await server.Drive(Some.Read(follower));
        texts.ShouldBe(["1"]);
        end.ShouldBeNull();
        WireFollowStatus waiting = server.Statuses.First(each => each.State == WireFollowState.Waiting);
        waiting.FailedAttempts.ShouldBe(1);
        waiting.Failure!.StatusCode.ShouldBe((HttpStatusCode)status);
        waiting.Failure.Message.ShouldBe($"The server answered with status {status}.");
    }

    [Theory]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(206)]
    [InlineData(301)]
    [InlineData(304)]
    [InlineData(307)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(451)]
    public async Task Any_other_status_is_a_refusal(int status)
    {
        ScriptedServer server = new ScriptedServer().Says(status, type: "text/event-stream");
        await using WireFollower<ServerMessage> follower = server.Follow();
        WireFollowException refused = await Fails(server, follower, WireFollowEnd.Refused);
        refused.Failure.StatusCode.ShouldBe((HttpStatusCode)status);
        refused.Message.ShouldBe($"The server answered with status {status}.");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_refusal_a_new_enumeration_tries_again_from_the_same_position()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Event(1)).Says(401).Streams(Some.Event(2)).Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow();
        await Fails(server, follower, WireFollowEnd.Refused);
        (await server.Drive(Some.Read(follower))).Texts.ShouldBe(["2"]);
        server.Ids.ShouldBe([null, "1", "1", "2"]);
    }

    [Fact]
    public async Task A_position_that_is_gone_is_told_apart_from_a_stream_that_is_gone()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Event(1)).Says(410).Says(410);
        await using WireFollower<ServerMessage> follower = server.Follow();
        WireFollowException gone = await Fails(server, follower, WireFollowEnd.PositionGone);
        gone.Failure.StatusCode.ShouldBe(HttpStatusCode.Gone);
        follower.Cursor.ShouldBe("1");
        await using WireFollower<ServerMessage> other = server.Follow();
        await Fails(server, other, WireFollowEnd.Refused);
    }

    [Theory]
    [InlineData("application/json", "the content type application/json")]
    [InlineData("text/html\u001b", "no content type")]
    [InlineData("text/event-streams", "the content type text/event-streams")]
    public async Task Another_content_type_is_a_refusal(string type, string found)
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Event(1), type: type);
        await using WireFollower<ServerMessage> follower = server.Follow();
        WireFollowException refused = await Fails(server, follower, WireFollowEnd.Refused);
        refused.Message.ShouldBe($"The server answered with status 200 and {found}, and not with text/event-stream.");
    }

    [Theory]
    [InlineData("Text/Event-Stream;charset=utf-8", "sse", true)]
    [InlineData("application/x-ndjson", "ndjson", true)]
    [InlineData("application/ndjson", "ndjson", true)]
    [InlineData("application/jsonl; charset=utf-8", "ndjson", true)]
    [InlineData("application/json", "ndjson", false)]
    [InlineData("application/ndjson", "sse", false)]
    public async Task The_content_type_must_be_one_of_the_framing(string type, string name, bool isRead)
    {
        WireFraming framing = name == "sse" ? WireFraming.ServerSentEvents : WireFraming.NewlineDelimited;
        ScriptedServer server = new ScriptedServer()
            .Streams(name == "sse" ? Some.Event(1) : Some.Line(1), type: type)
            .Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow(framing: framing);
        (await server.Drive(Some.Read(follower))).Texts.Length.ShouldBe(isRead ? 1 : 0);
        server.Requests[0].Headers.Accept.ToString().ShouldBe(framing.ContentType);
    }

    [Fact]
    public async Task A_redirect_that_is_not_followed_says_where_it_leads()
    {
        ScriptedServer server = new ScriptedServer().Says(
            302,
            change: response => response.Headers.Location = new("/else\u202e" + new string('x', 1000), UriKind.Relative)
        );
        await using WireFollower<ServerMessage> follower = server.Follow();
        WireFollowException refused = await Fails(server, follower, WireFollowEnd.Refused);
        refused.Message.ShouldStartWith(@"The server answered with status 302 and redirects to /else\u202exxx");
        refused.Message.Length.ShouldBeLessThan(350);
    }

    [Theory]
    [InlineData("""{"title":"Not Found","detail":"no such run"}""", "application/problem+json", ": no such run")]
    [InlineData("""{"title":"Not Found"}""", "application/json; charset=utf-8", ": Not Found")]
    [InlineData("""{"title":"Not Found"}""", "text/plain", ".")]
    [InlineData("""{"title":1}""", "application/json", ".")]
    [InlineData("""["title"]""", "application/json", ".")]
    [InlineData("""{"title":"\ud800"}""", "application/json", ".")]
    [InlineData("<html>", "application/json", ".")]
    public async Task What_the_server_says_about_the_problem_is_told(string body, string type, string told)
    {
        ScriptedServer server = new ScriptedServer().Says(404, body, type);
        await using WireFollower<ServerMessage> follower = server.Follow();
        WireFollowException refused = await Fails(server, follower, WireFollowEnd.Refused);
        refused.Message.ShouldBe($"The server answered with status 404{told}");
        refused.Failure.Message.ShouldBe(refused.Message);
    }

    [Fact]
    public async Task Text_of_the_server_is_escaped_and_cut()
    {
        string detail = "\\u001b[31m" + new string('x', 1000);
        ScriptedServer server = new ScriptedServer().Says(
            404,
            $$"""{"detail":"{{detail}}"}""",
            "application/problem+json"
        );
        await using WireFollower<ServerMessage> follower = server.Follow();
        WireFollowException refused = await Fails(server, follower, WireFollowEnd.Refused);
        refused.Message.ShouldNotContain('\u001b');
        refused.Message.Length.ShouldBeLessThan(350);
        refused.ToString().ShouldNotContain('\u001b');
        follower.Status.ToString().ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task A_body_of_a_refusal_that_is_endless_silent_or_cut_is_not_awaited()
    {
        foreach (Func<CancellationToken, Task>? atEnd in new[] { Some.Fail, Some.Silence, Deaf, null })
        {
            string body = atEnd is null ? "{\"title\":\"" + new string('x', 1 << 20) + "\"}" : "{";
            ScriptedServer server = new ScriptedServer().Answers(() =>
            {
                HttpResponseMessage response = ScriptedServer.Response(
                    new Support.ChunkedStream(System.Text.Encoding.UTF8.GetBytes(body)) { AtEnd = atEnd },
                    "application/json"
                );
                response.StatusCode = HttpStatusCode.NotFound;
                return response;
            });
            await using WireFollower<ServerMessage> follower = server.Follow();
            (await Fails(server, follower, WireFollowEnd.Refused)).Message.ShouldBe(
                "The server answered with status 404."
            );
        }

        static Task Deaf(CancellationToken token) => Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_given_up_after_the_stated_number_of_attempts()
    {
        HttpRequestException refused = new("No.");
        ScriptedServer server = new();
        for (int i = 0; i < 4; i++)
        {
            server.Throws(refused);
        }

        await using WireFollower<ServerMessage> follower = server.Follow(server.Options with { MaxAttempts = 4 });
        WireFollowException gone = await Fails(server, follower, WireFollowEnd.WentAway);
        gone.Message.ShouldBe("The connection was lost before the server answered. 4 attempts have failed.");
        gone.InnerException.ShouldBeSameAs(refused);
        gone.Failure.Exception.ShouldBeSameAs(refused);
        server.Requests.Count.ShouldBe(4);
        follower.Status.FailedAttempts.ShouldBe(4);

        // The next enumeration has as many attempts, and begins without a delay.
        server.Streams(Some.Event(1)).Says(204);
        (await server.Drive(Some.Read(follower))).Texts.ShouldBe(["1"]);
    }

    [Fact]
    public async Task Every_exception_of_the_transport_is_a_failed_attempt()
    {
        foreach (
            Exception exception in new Exception[]
            {
                new TaskCanceledException(),
                new IOException(),
                new TimeoutException(),
                new FormatException(),
            }
        )
        {
            ScriptedServer server = new ScriptedServer().Throws(exception).Streams(Some.Event(1)).Says(204);
            await using WireFollower<ServerMessage> follower = server.Follow();
            (await server.Drive(Some.Read(follower))).Texts.ShouldBe(["1"]);
        }
    }

    [Fact]
    public async Task A_mistake_of_the_program_is_not_tried_again()
    {
        ScriptedServer server = new ScriptedServer().Throws(new InvalidOperationException("Wrong."));
        await using WireFollower<ServerMessage> follower = server.Follow();
        (await Some.Read(follower).InTime()).End.ShouldBeOfType<InvalidOperationException>();
        follower.Status.State.ShouldBe(WireFollowState.Idle);
        await using WireFollower<ServerMessage> empty = server.Follow(_ => null!);
        (await Some.Read(empty).InTime()).End.ShouldBeOfType<InvalidOperationException>();
        await using WireFollower<ServerMessage> throws = server.Follow(_ => throw new FormatException("Mine."));
        (await Some.Read(throws).InTime()).End.ShouldBeOfType<FormatException>();
        await using WireFollower<ServerMessage> split = server.Follow(server.Options with { Cursor = "1\r\nX: y" });
        (await Some.Read(split).InTime()).End.ShouldBeOfType<InvalidOperationException>();
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_is_too_long_ends_following_and_is_not_asked_for_again()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Event(1) + Some.Event(1_000_000));
        await using WireFollower<ServerMessage> follower = server.Follow(
            codec: WalrusWire.Server.With(new WireOptions { MaxMessageBytes = Some.Json(1).Length })
        );
        WireFollowException long_ = await Fails(server, follower, WireFollowEnd.Unreadable);
        long_.InnerException.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.TooLarge);
        follower.Cursor.ShouldBe("1");
    }

    [Fact]
    public async Task A_message_that_does_not_end_is_asked_for_again()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Event(1) + "data: {", Some.Silence).Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow(
            server.Options with
            {
                Stream = new() { TimeProvider = server.Clock, FrameTimeout = TimeSpan.FromSeconds(5) },
            }
        );
        (await server.Drive(Some.Read(follower))).End.ShouldBeNull();
        server
            .Statuses.First(each => each.State == WireFollowState.Waiting)
            .Failure!.Exception.ShouldBeOfType<WireStreamException>()
            .Error.ShouldBe(WireStreamError.TimedOut);
    }

    [Theory]
    [InlineData("POST", false, false, 1)]
    [InlineData("POST", true, false, 2)]
    [InlineData("POST", false, true, 2)]
    [InlineData("PUT", false, false, 1)]
    [InlineData("GET", false, false, 2)]
    [InlineData("HEAD", false, false, 2)]
    public async Task A_request_that_is_not_safe_is_repeated_only_with_a_cursor_or_if_told(
        string method,
        bool isTold,
        bool hasCursor,
        int requests
    )
    {
        ScriptedServer server = new ScriptedServer().Streams(hasCursor ? Some.Event(1) : "", Some.Fail).Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow(
            _ => new HttpRequestMessage(new HttpMethod(method), "http://server.test/"),
            server.Options with
            {
                RepeatsWithoutCursor = isTold,
            }
        );
        Exception? end = (await server.Drive(Some.Read(follower))).End;
        server.Requests.Count.ShouldBe(requests);
        if (requests == 1)
        {
            WireFollowException lost = end.ShouldBeOfType<WireFollowException>();
            lost.Reason.ShouldBe(WireFollowEnd.WentAway);
            lost.Message.ShouldEndWith(
                "The request is not repeated, because there is no cursor that says where to continue."
            );
            (await Some.Read(follower).InTime()).End.ShouldBeOfType<WireFollowException>();
            server.Requests.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_request_that_was_never_sent_can_be_sent_whatever_it_is()
    {
        HttpRequestException unreachable = new(
            HttpRequestError.ConnectionError,
            "No.",
            new WebException("No.", null, WebExceptionStatus.ConnectFailure, null)
        );
        ScriptedServer server = new ScriptedServer()
            .Throws(unreachable)
            .Throws(unreachable)
            .Streams(Some.Event(1))
            .Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow(_ =>
            new(HttpMethod.Post, "http://server.test/")
        );
        (await server.Drive(Some.Read(follower))).Texts.ShouldBe(["1"]);
        server.Statuses[1].Failure!.Message.ShouldBe("The server cannot be reached.");
    }

    [Fact]
    public async Task A_client_of_a_factory_is_taken_for_each_connection()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Event(1)).Says(500).Says(204);
        int clients = 0;
        await using WireFollower<ServerMessage> follower = WireFollower.Create(
            () =>
            {
                clients++;
                return new HttpClient(server, disposeHandler: false);
            },
            cursor =>
            {
                HttpRequestMessage request = new(HttpMethod.Get, $"http://server.test/{cursor}");
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "token");
                return request;
            },
            WireFraming.ServerSentEvents,
            WalrusWire.Server,
            server.Options
        );
        (await server.Drive(Some.Read(follower))).End.ShouldBeNull();
        clients.ShouldBe(3);
        server.Requests.Select(each => each.RequestUri!.AbsolutePath).ShouldBe(["/", "/1", "/1"]);
        await follower.DisposeAsync();
        server.IsDisposed.ShouldBeFalse();
    }

    private static async Task<WireFollowException> Fails(
        ScriptedServer server,
        WireFollower<ServerMessage> follower,
        WireFollowEnd reason
    )
    {
        WireFollowException exception = (
            await server.Drive(Some.Read(follower))
        ).End.ShouldBeOfType<WireFollowException>();
        exception.Reason.ShouldBe(reason);
        follower.Status.State.ShouldBe(WireFollowState.Ended);
        follower.Status.End.ShouldBe(reason);
        return exception;
    }
}
