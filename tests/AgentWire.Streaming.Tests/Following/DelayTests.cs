using System.Net.Http.Headers;
using AgentWire.Shared.Streams;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Following;

/// <summary>How long the follower waits before it connects again.</summary>
public sealed class DelayTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_limit_of_the_delay_doubles_up_to_the_longest_one()
    {
        int[] most = [4, 8, 16, 20, 20, 20, 20];
        double[] highest = new double[most.Length];
        for (int seed = 0; seed < 50; seed++)
        {
            ScriptedServer server = new();
            for (int i = 0; i < most.Length; i++)
            {
                server.Says(503);
            }

            await using WireFollower<ServerMessage> follower = server
                .Says(204)
                .Follow(server.Options with { Random = new(seed), MaxDelay = 20 * Second });
            await server.Drive(Some.Read(follower), secondsAStep: 20);
            TimeSpan[] delays = Delays(server);
            delays.Length.ShouldBe(most.Length);
            for (int i = 0; i < most.Length; i++)
            {
                delays[i].ShouldBeInRange(Second, most[i] * Second);
                highest[i] = Math.Max(highest[i], delays[i].TotalSeconds);
            }
        }

        for (int i = 0; i < most.Length; i++)
        {
            highest[i].ShouldBeGreaterThan(0.8 * most[i]);
        }
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_delays_and_none_gives_others()
    {
        TimeSpan[][] runs = await Task.WhenAll(
            new[] { new Random(7), new Random(7), new Random(8), null, null }.Select(async random =>
            {
                ScriptedServer server = new ScriptedServer().Says(503).Says(503).Says(503).Says(204);
                await using WireFollower<ServerMessage> follower = server.Follow(
                    server.Options with
                    {
                        Random = random,
                    }
                );
                await server.Drive(Some.Read(follower));
                return Delays(server);
            })
        );
        runs[0].ShouldBe(runs[1]);
        runs.Select(run => run[0]).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task The_next_attempt_comes_when_the_delay_is_over_and_not_before()
    {
        ScriptedServer server = new ScriptedServer().Says(503).Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow();
        Task<(string[], Exception?)> reading = Some.Read(follower);
        await ScriptedServer.Until(() => follower.Status.State == WireFollowState.Waiting);
        await Task.Delay(50);
        TimeSpan delay = follower.Status.Delay!.Value;
        server.Clock.Advance(delay - TimeSpan.FromMilliseconds(2));
        await Task.Delay(50);
        reading.IsCompleted.ShouldBeFalse();
        server.Requests.Count.ShouldBe(1);
        await server.Drive(reading);
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_resets_the_delay_and_a_connection_without_one_does_not()
    {
        ScriptedServer server = new ScriptedServer()
            .Says(503)
            .Streams("")
            .Streams(": hello\n\n", Some.Fail)
            .Streams(Some.Event(1), Some.Fail)
            .Says(503)
            .Says(204);
        await using WireFollower<ServerMessage> follower = server.Follow();
        await server.Drive(Some.Read(follower));
        server
            .Statuses.Where(each => each.State == WireFollowState.Waiting)
            .Select(each => each.FailedAttempts)
            .ShouldBe([1, 2, 3, 0, 1]);
    }

    [Fact]
    public async Task Connections_that_end_at_once_without_a_message_are_given_up()
    {
        ScriptedServer server = new ScriptedServer().Streams("").Streams("").Streams("");
        await using WireFollower<ServerMessage> follower = server.Follow(server.Options with { MaxAttempts = 3 });
        (await server.Drive(Some.Read(follower)))
            .End.ShouldBeOfType<WireFollowException>()
            .Message.ShouldBe("The server ended the stream. 3 attempts have failed.");
    }

    [Fact]
    public async Task A_quiet_stream_whose_connections_last_long_is_not_given_up()
    {
        ScriptedServer server = new();
        for (int i = 0; i < 5; i++)
        {
            server.Streams("", _ => Task.Delay(TimeSpan.FromSeconds(40), server.Clock, CancellationToken.None));
        }

        await using WireFollower<ServerMessage> follower = server
            .Says(204)
            .Follow(server.Options with { MaxAttempts = 2 });
        (await server.Drive(Some.Read(follower))).End.ShouldBeNull();
    }

    [Fact]
    public async Task Silent_connections_are_given_up_however_long_they_last()
    {
        ScriptedServer server = new ScriptedServer().Streams("", Some.Silence).Streams("", Some.Silence);
        await using WireFollower<ServerMessage> follower = server.Follow(server.Options with { MaxAttempts = 2 });
        (await server.Drive(Some.Read(follower)))
            .End.ShouldBeOfType<WireFollowException>()
            .Reason.ShouldBe(WireFollowEnd.WentAway);
    }

    [Theory]
    [InlineData("retry: 5000\n", 5, 10)]
    [InlineData("retry: 60000\n", 60, 120)]
    [InlineData("retry: 10\n", 1, 2)]
    [InlineData("retry: x\n", 1, 2)]
    [InlineData("retry: 5000", 1, 2)]
    public async Task A_retry_line_is_the_shortest_delay_if_it_is_longer(string line, int least, int most)
    {
        double highest = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            ScriptedServer server = new ScriptedServer().Streams(Some.Event(1) + line).Streams(Some.Event(2)).Says(204);
            await using WireFollower<ServerMessage> follower = server.Follow(
                server.Options with
                {
                    Random = new(seed),
                }
            );
            await server.Drive(Some.Read(follower), secondsAStep: 20);
            Delays(server).Length.ShouldBe(2);
            foreach (TimeSpan delay in Delays(server))
            {
                delay.ShouldBeInRange(least * Second, most * Second);
                highest = Math.Max(highest, delay.TotalSeconds);
            }
        }

        highest.ShouldBeGreaterThan(least + (0.8 * (most - least)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Retry_After_is_honoured_in_seconds_and_as_a_date(bool isDate)
    {
        ScriptedServer server = new();
        server.Says(
            503,
            change: response =>
                response.Headers.RetryAfter = isDate
                    ? new(server.Clock.GetUtcNow() + (100 * Second))
                    : new RetryConditionHeaderValue(100 * Second)
        );
        await using WireFollower<ServerMessage> follower = server.Says(204).Follow();
        await server.Drive(Some.Read(follower));
        Delays(server).ShouldHaveSingleItem().ShouldBeInRange(99 * Second, 101 * Second);
        server.Statuses[1].Failure!.RetryAfter!.Value.ShouldBeInRange(99 * Second, 100 * Second);
    }

    [Fact]
    public async Task A_date_that_is_over_is_no_delay()
    {
        ScriptedServer server = new();
        server.Says(429, change: response => response.Headers.RetryAfter = new(DateTimeOffset.UnixEpoch));
        await using WireFollower<ServerMessage> follower = server.Says(204).Follow();
        await server.Drive(Some.Read(follower));
        Delays(server).ShouldHaveSingleItem().ShouldBeInRange(Second, 4 * Second);
    }

    [Fact]
    public async Task A_server_that_asks_for_too_long_a_delay_is_given_up()
    {
        ScriptedServer server = new ScriptedServer().Says(
            503,
            change: response => response.Headers.RetryAfter = new(TimeSpan.FromHours(2))
        );
        await using WireFollower<ServerMessage> follower = server.Follow();
        WireFollowException gone = (await Some.Read(follower).InTime()).End.ShouldBeOfType<WireFollowException>();
        gone.Reason.ShouldBe(WireFollowEnd.WentAway);
        gone.Failure.RetryAfter.ShouldBe(TimeSpan.FromHours(2));
        gone.Message.ShouldBe("The server answered with status 503. The server asks for a delay of 02:00:00.");

        server.Streams("retry: 99999999999999\n", Some.Fail);
        await using WireFollower<ServerMessage> other = server.Follow();
        (await Some.Read(other).InTime())
            .End.ShouldBeOfType<WireFollowException>()
            .Reason.ShouldBe(WireFollowEnd.WentAway);
    }

    [Fact]
    public void Options_have_limits_and_say_what_they_are()
    {
        WireFollowOptions<ServerMessage> options = new() { Cursor = "\u001b7" };
        options.ToString().ShouldStartWith("WireFollowOptions { Stream = WireStreamOptions {");
        options.ToString().ShouldContain(@"Cursor = ""\u001b7""");
        options.ToString().ShouldNotContain('\u001b');
        Should.Throw<ArgumentOutOfRangeException>(() => options with { MaxAttempts = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => options with { MinDelay = TimeSpan.Zero });
        Should.Throw<ArgumentOutOfRangeException>(() => options with { MaxDelay = TimeSpan.FromDays(2) });
        Should.Throw<ArgumentOutOfRangeException>(() => options with { MaxRequestedDelay = TimeSpan.Zero });
        Should.Throw<ArgumentOutOfRangeException>(() => options with { ConnectTimeout = TimeSpan.Zero });
        Should.Throw<ArgumentOutOfRangeException>(() => options with { SilenceTimeout = TimeSpan.Zero });
        Should.Throw<ArgumentNullException>(() => options with { Stream = null! });
        (
            options with
            {
                SilenceTimeout = Timeout.InfiniteTimeSpan,
                ConnectTimeout = Timeout.InfiniteTimeSpan,
            }
        ).SilenceTimeout.ShouldBe(Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan[] Delays(ScriptedServer server) =>
        [.. server.Statuses.Select(status => status.Delay).OfType<TimeSpan>()];
}
