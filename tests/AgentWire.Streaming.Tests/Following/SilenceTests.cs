using System.Text;
using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Following;

/// <summary>Servers that do not answer, and connections on which nothing arrives.</summary>
public sealed class SilenceTests
{
    private static readonly TimeSpan Almost = TimeSpan.FromSeconds(59);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_silent_server_is_left_after_a_minute_and_resumed()
    {
        LiveBody body = new();
        ScriptedServer server = new ScriptedServer().Answers(() => ScriptedServer.Response(body));
        await using WireFollower<ServerMessage> follower = server.Streams(Some.Event(2)).Says(204).Follow();
        body.Write(Some.Event(1));
        Task<(string[] Texts, Exception?)> reading = Some.Read(follower);
        await body.IsAwaited();
        follower.Cursor.ShouldBe("1");
        server.Clock.Advance(Almost);
        await Task.Delay(50);
        follower.Status.State.ShouldBe(WireFollowState.Open);
        server.Clock.Advance(Rest);
        await ScriptedServer.Until(() => follower.Status.State == WireFollowState.Waiting);
        follower.Status.Failure!.Message.ShouldBe("The server was silent for too long.");
        (await server.Drive(reading)).Texts.ShouldBe(["1", "2"]);
        server.Ids.ShouldBe([null, "1", "2"]);
    }

    [Theory]
    [InlineData(":\n\n", "sse")]
    [InlineData("x", "sse")]
    [InlineData("id: 1\ndata: {}\nevent: heartbeat\n\n", "sse")]
    [InlineData("\n", "ndjson")]
    public async Task Every_byte_is_a_sign_of_life(string sign, string name)
    {
        LiveBody body = new();
        WireFraming framing = name == "sse" ? WireFraming.ServerSentEvents : WireFraming.NewlineDelimited;
        ScriptedServer server = new ScriptedServer()
            .Answers(() => ScriptedServer.Response(body, framing.ContentType))
            .Says(204);
        List<UnreadableMessage> unreadable = [];
        await using WireFollower<ServerMessage> follower = server.Follow(
            server.Options with
            {
                Stream = server.Options.Stream with
                {
                    OnUnreadable = unreadable.Add,
                    FrameTimeout = Timeout.InfiniteTimeSpan,
                },
            },
            framing
        );
        Task<(string[], Exception?)> reading = Some.Read(follower);
        for (int i = 0; i < 5; i++)
        {
            await body.IsAwaited();
            server.Clock.Advance(Almost);
            body.Write(sign);
        }

        await body.IsAwaited();
        follower.Status.State.ShouldBe(WireFollowState.Open);
        server.Requests.Count.ShouldBe(1);
        server.Clock.Advance(Almost + Rest);
        await ScriptedServer.Until(() => follower.Status.State != WireFollowState.Open);
        (await server.Drive(reading)).Item2.ShouldBeNull();
    }

    [Fact]
    public async Task Time_in_which_nobody_reads_is_no_silence()
    {
        LiveBody body = new();
        ScriptedServer server = new ScriptedServer().Answers(() => ScriptedServer.Response(body));
        await using WireFollower<ServerMessage> follower = server.Follow();
        body.Write(Some.Event(1));
        (await Some.Take(follower, 1)).ShouldBe(["1"]);
        server.Clock.Advance(TimeSpan.FromHours(1));
        Task<string[]> reading = Some.Take(follower, 1);
        await body.IsAwaited();
        server.Clock.Advance(Almost);
        body.Write(Some.Event(2));
        (await reading.InTime()).ShouldBe(["2"]);
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_limit_can_be_set_and_switched_off(bool isOff)
    {
        LiveBody body = new();
        ScriptedServer server = new ScriptedServer().Answers(() => ScriptedServer.Response(body));
        await using WireFollower<ServerMessage> follower = server.Follow(
            server.Options with
            {
                SilenceTimeout = isOff ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(5),
            }
        );
        using CancellationTokenSource source = new();
        Task<(string[], Exception?)> reading = Some.Read(follower, source.Token);
        await body.IsAwaited();
        server.Clock.Advance(isOff ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(5));
        await (isOff ? Task.Delay(50) : ScriptedServer.Until(() => follower.Status.State == WireFollowState.Waiting));
        follower.Status.State.ShouldBe(isOff ? WireFollowState.Open : WireFollowState.Waiting);
        source.Cancel();
        (await reading.InTime()).Item2.ShouldBeAssignableTo<OperationCanceledException>();
    }

    [Theory]
    [InlineData(Manner.Heeds)]
    [InlineData(Manner.EndsWhenClosed)]
    [InlineData(Manner.Deaf)]
    public async Task A_half_open_connection_is_left_whatever_its_stream_does(Manner manner)
    {
        BlockedCall call = new(manner);
        OddTransport transport = new(Encoding.UTF8.GetBytes(Some.Event(1))) { OnRead = call.Wait };
        call.Closed = transport.Closed;
        ScriptedServer server = new ScriptedServer()
            .Answers(() => ScriptedServer.Response(transport.AsStream()))
            .Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow();
        (string[] texts, Exception? end) = await server.Drive(Some.Read(follower));
        texts.ShouldBe(["1"]);
        end.ShouldBeNull();
        transport.IsClosed.ShouldBeTrue();
        server.Ids.ShouldBe([null, "1"]);
        call.Release();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_never_answers_is_asked_again_after_half_a_minute(bool isDeaf)
    {
        TaskCompletionSource<HttpResponseMessage> late = new();
        ScriptedServer server = new ScriptedServer()
            .Answers((_, token) => isDeaf ? late.Task : Never(token))
            .Streams(Some.Event(1))
            .Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow();
        Task<(string[] Texts, Exception?)> reading = Some.Read(follower);
        await ScriptedServer.Until(() => server.Requests.Count == 1);
        server.Clock.Advance(TimeSpan.FromSeconds(29));
        await Task.Delay(50);
        follower.Status.State.ShouldBe(WireFollowState.Connecting);
        server.Clock.Advance(Rest);
        await ScriptedServer.Until(() => follower.Status.State == WireFollowState.Waiting);
        follower.Status.Failure!.Message.ShouldBe("The server has not answered within 00:00:30.");
        (await server.Drive(reading)).Texts.ShouldBe(["1"]);

        OddTransport body = new();
        late.SetResult(ScriptedServer.Response(body.AsStream()));
        if (isDeaf)
        {
            await ScriptedServer.Until(() => body.IsClosed);
        }

        static async Task<HttpResponseMessage> Never(CancellationToken token)
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException();
        }
    }

    [Fact]
    public async Task A_request_that_was_not_answered_is_not_repeated_unless_it_is_safe()
    {
        ScriptedServer server = new ScriptedServer().Answers(
            async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                throw new InvalidOperationException();
            }
        );
        await using WireFollower<ServerMessage> follower = server.Follow(_ =>
            new(HttpMethod.Post, "http://server.test/")
        );
        (await server.Drive(Some.Read(follower)))
            .End.ShouldBeOfType<WireFollowException>()
            .Reason.ShouldBe(WireFollowEnd.WentAway);
        server.Requests.Count.ShouldBe(1);
    }
}
