using AgentWire.Shared.Streams;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Following;

/// <summary>What arrives, from where the follower continues, and how following ends.</summary>
public sealed class FollowTests
{
    [Fact]
    public async Task A_request_asks_for_the_stream_and_not_for_a_copy()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Event(1)).Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow();
        follower.Status.State.ShouldBe(WireFollowState.Idle);
        (string[] texts, Exception? end) = await server.Drive(Some.Read(follower));
        texts.ShouldBe(["1"]);
        end.ShouldBeNull();
        HttpRequestMessage request = server.Requests[0];
        request.Method.ShouldBe(HttpMethod.Get);
        request.RequestUri!.ToString().ShouldBe("http://server.test/events");
        request.Headers.Accept.ToString().ShouldBe("text/event-stream");
        request.Headers.CacheControl!.NoStore.ShouldBeTrue();
        server.Ids.ShouldBe([null, "1"]);
    }

    [Fact]
    public async Task A_stream_of_events_that_ends_goes_on_until_the_server_says_204()
    {
        ScriptedServer server = new ScriptedServer()
            .Streams(Some.Events(1, 2))
            .Streams(Some.Events(3, 3))
            .Streams("")
            .Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow();
        (string[] texts, Exception? end) = await server.Drive(Some.Read(follower));
        texts.ShouldBe(Some.Upto(3));
        end.ShouldBeNull();
        server.Ids.ShouldBe([null, "2", "3", "3"]);
        follower.Cursor.ShouldBe("3");
        follower.Status.End.ShouldBe(WireFollowEnd.CompletedByServer);
        server
            .Statuses.Select(status => status.State)
            .ShouldBe([
                WireFollowState.Connecting,
                WireFollowState.Open,
                WireFollowState.Waiting,
                WireFollowState.Connecting,
                WireFollowState.Open,
                WireFollowState.Waiting,
                WireFollowState.Connecting,
                WireFollowState.Open,
                WireFollowState.Waiting,
                WireFollowState.Connecting,
                WireFollowState.Ended,
            ]);
        server.Statuses[2].Failure!.Message.ShouldBe("The server ended the stream.");
        (await Some.Read(follower)).Texts.ShouldBeEmpty();
        server.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_terminal_message_finishes_whatever_follows()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Event(1) + Some.EndEvent + Some.Event(2), Some.Fail);
        await using WireFollower<ServerMessage> follower = server.Follow(server.Options with { IsEnd = Some.IsEnd });
        (string[] texts, Exception? end) = await Some.Read(follower).InTime();
        texts.ShouldBe(["1", "stream"]);
        end.ShouldBeNull();
        follower.Status.End.ShouldBe(WireFollowEnd.Finished);
        (await Some.Read(follower)).Texts.ShouldBeEmpty();
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_caller_that_leaves_at_the_terminal_message_has_finished_too()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Event(1) + Some.EndEvent, Some.Silence);
        await using WireFollower<ServerMessage> follower = server.Follow(server.Options with { IsEnd = Some.IsEnd });
        await Some.Take(follower, 2).InTime();
        follower.Status.End.ShouldBe(WireFollowEnd.Finished);
        server.Statuses[^1].ShouldBe(follower.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_of_events_that_is_cut_at_any_byte_arrives_whole_and_once(bool fails)
    {
        string body = Some.Events(1, 3);
        for (int cut = 0; cut <= body.Length; cut++)
        {
            ScriptedServer server = Cut(body, cut, fails, framing: null);
            await using WireFollower<ServerMessage> follower = server.Follow(server.Options with { IsEnd = IsThird });
            (string[] texts, Exception? end) = await server.Drive(Some.Read(follower));
            end.ShouldBeNull($"cut at {cut}");
            texts.ShouldBe(Some.Upto(3), $"cut at {cut}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lines_that_are_cut_at_any_byte_arrive_whole_and_once(bool fails)
    {
        string body = string.Concat(Enumerable.Range(1, 3).Select(Some.Line));
        for (int cut = 0; cut <= body.Length; cut++)
        {
            ScriptedServer server = Cut(body, cut, fails, WireFraming.NewlineDelimited);
            await using WireFollower<ServerMessage> follower = server.Follow(
                server.Options with
                {
                    IsEnd = IsThird,
                    CursorOf = Some.Text,
                    CompletesAtCleanEnd = false,
                },
                WireFraming.NewlineDelimited
            );
            (string[] texts, Exception? end) = await server.Drive(Some.Read(follower));
            end.ShouldBeNull($"cut at {cut}");
            texts.ShouldBe(Some.Upto(3), $"cut at {cut}");
        }
    }

    [Fact]
    public async Task A_request_that_does_not_say_where_to_continue_repeats_messages()
    {
        ScriptedServer server = Cut(Some.Events(1, 3), Some.Events(1, 2).Length, fails: true, framing: null);
        await using WireFollower<ServerMessage> follower = server.Follow(
            _ => new HttpRequestMessage(HttpMethod.Get, "http://server.test/"),
            server.Options with
            {
                IsEnd = IsThird,
            }
        );
        (await server.Drive(Some.Read(follower))).Texts.ShouldBe(["1", "2", "1", "2", "3"]);
    }

    [Fact]
    public async Task An_id_counts_when_its_message_is_given()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Events(1, 3), Some.Silence);
        await using WireFollower<ServerMessage> follower = server.Follow();
        List<(string, string?)> seen = [];
        await foreach (ServerMessage message in follower.ReadAllAsync())
        {
            seen.Add((Some.Text(message), follower.Cursor));
            if (seen.Count == 3)
            {
                break;
            }
        }

        seen.ShouldBe([("1", "1"), ("2", "2"), ("3", "3")]);
    }

    [Theory]
    [InlineData("id: 7\n\n", "7")]
    [InlineData("id: 7\n", "1")]
    [InlineData("id: 7", "1")]
    [InlineData("id\n\n", null)]
    [InlineData("data: {}", "1")]
    [InlineData(": 7\n\n", "1")]
    public async Task Only_ids_of_complete_events_count(string rest, string? id)
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Event(1) + rest).Streams("").Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow();
        await server.Drive(Some.Read(follower));
        server.Ids.ShouldBe([null, id, id]);
    }

    [Fact]
    public async Task A_position_is_kept_and_a_program_that_restarts_continues()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Event(8)).Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow(server.Options with { Cursor = "7" });
        follower.Cursor.ShouldBe("7");
        await server.Drive(Some.Read(follower));
        server.Ids.ShouldBe(["7", "8"]);
        await using WireFollower<ServerMessage> other = server.Follow(server.Options with { Cursor = "" });
        other.Cursor.ShouldBeNull();
    }

    [Fact]
    public async Task Positions_can_be_in_the_messages()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Event(1) + Some.EndEvent).Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow(
            server.Options with
            {
                CursorOf = message => Some.IsEnd(message) ? null : "at " + Some.Text(message),
            }
        );
        await server.Drive(Some.Read(follower));
        server.Ids.ShouldBe([null, "at 1"]);
    }

    [Theory]
    [InlineData("ndjson", null, WireFollowEnd.CompletedByServer, 1)]
    [InlineData("ndjson", false, WireFollowEnd.CompletedByServer, 2)]
    [InlineData("sse", true, WireFollowEnd.CompletedByServer, 1)]
    [InlineData("sse", null, WireFollowEnd.CompletedByServer, 2)]
    public async Task A_clean_end_is_the_end_if_the_options_or_the_framing_say_so(
        string name,
        bool? completes,
        WireFollowEnd end,
        int requests
    )
    {
        WireFraming framing = name == "sse" ? WireFraming.ServerSentEvents : WireFraming.NewlineDelimited;
        ScriptedServer server = new ScriptedServer()
            .Streams(name == "sse" ? Some.Event(1) : Some.Line(1), type: framing.ContentType)
            .Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow(
            server.Options with
            {
                CompletesAtCleanEnd = completes,
            },
            framing
        );
        (string[] texts, Exception? failure) = await server.Drive(Some.Read(follower));
        texts.ShouldBe(["1"]);
        failure.ShouldBeNull();
        follower.Status.End.ShouldBe(end);
        server.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task An_enumeration_that_was_left_goes_on_over_the_same_connection()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Events(1, 4)).Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow();
        (await Some.Take(follower, 1)).ShouldBe(["1"]);
        follower.Status.State.ShouldBe(WireFollowState.Open);
        (await Some.Take(follower, 2)).ShouldBe(["2", "3"]);
        server.Requests.Count.ShouldBe(1);
        (await server.Drive(Some.Read(follower))).Texts.ShouldBe(["4"]);
        server.Ids.ShouldBe([null, "4"]);
    }

    [Fact]
    public async Task Two_enumerations_at_the_same_time_are_refused()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Event(1), Some.Silence);
        await using WireFollower<ServerMessage> follower = server.Follow();
        await foreach (ServerMessage _ in follower.ReadAllAsync())
        {
            await Should.ThrowAsync<InvalidOperationException>(() => follower.ReadAllAsync().First());
            break;
        }
    }

    [Fact]
    public async Task A_message_that_is_not_valid_is_thrown_and_the_next_enumeration_continues_after_it()
    {
        string body = Some.Event(1) + "id: 2\ndata: {\"type\":1}\n\n" + Some.Event(3);
        ScriptedServer server = new ScriptedServer().Streams(body).Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow();
        (string[] texts, Exception? end) = await server.Drive(Some.Read(follower));
        texts.ShouldBe(["1"]);
        end.ShouldBeOfType<WireException>().Error.Code.ShouldBe(WireErrorCode.WrongType);
        follower.Cursor.ShouldBe("2");
        (await server.Drive(Some.Read(follower))).Texts.ShouldBe(["3"]);
        server.Ids.ShouldBe([null, "3"]);
    }

    [Fact]
    public async Task Messages_that_are_not_valid_can_be_skipped_or_returned()
    {
        string body = "id: 1\ndata: {\"type\":1}\n\n" + Some.Event(2);
        ScriptedServer server = new ScriptedServer().Streams(body).Says(204).Streams(body).Says(204);
        List<UnreadableMessage> skipped = [];
        await using WireFollower<ServerMessage> follower = server.Follow(
            server.Options with
            {
                Stream = server.Options.Stream with { OnUnreadable = skipped.Add },
            }
        );
        (await server.Drive(Some.Read(follower))).Texts.ShouldBe(["2"]);
        skipped.ShouldHaveSingleItem();

        await using WireFollower<ServerMessage> other = server.Follow();
        List<WireItem<ServerMessage>> items = await server.Drive(other.ReadItemsAsync().ToList());
        items.Select(item => item.Unreadable is null).ShouldBe([false, true]);
    }

    private static bool IsThird(ServerMessage message) => Some.Text(message) == "3";

    /// <summary>A server that is cut once, at a byte, and continues after the message that the client names.</summary>
    private static ScriptedServer Cut(string body, int cut, bool fails, WireFraming? framing)
    {
        ScriptedServer server = new();
        string type = framing?.ContentType ?? "text/event-stream";
        return server
            .Streams(body.Substring(0, cut), fails ? Some.Fail : null, type)
            .Answers(
                (_, _) =>
                {
                    int next = int.Parse(server.Ids[^1] ?? "0", System.Globalization.CultureInfo.InvariantCulture) + 1;
                    IEnumerable<int> rest = Enumerable.Range(next, 4 - next);
                    string text = string.Concat(
                        rest.Select(number => framing is null ? Some.Event(number) : Some.Line(number))
                    );
                    return Task.FromResult(
                        ScriptedServer.Response(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), type)
                    );
                }
            );
    }
}
