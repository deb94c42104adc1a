using System.Text;
using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Following;

/// <summary>Cancelling and disposing a follower in each of its states.</summary>
public sealed class LifecycleTests
{
    public static TheoryData<string> States => ["connecting", "open", "waiting"];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Cancelling_ends_the_enumeration_and_the_next_one_continues(string state)
    {
        ScriptedServer server = ServerThatIs(state);
        await using WireFollower<ServerMessage> follower = server.Follow(server.Options with { Cursor = "0" });
        using CancellationTokenSource source = new();
        Task<(string[] Texts, Exception? End)> reading = Some.Read(follower, source.Token);
        await Reaches(follower, state);
        source.Cancel();
        (await reading.InTime())
            .End.ShouldBeAssignableTo<OperationCanceledException>()!
            .CancellationToken.ShouldBe(source.Token);
        follower.Status.State.ShouldBe(WireFollowState.Idle);
        server.Streams(Some.Event(5)).Says(204);
        (await server.Drive(Some.Read(follower))).Texts.ShouldBe(["5"]);
        server.Ids.ShouldBe(["0", state == "open" ? "1" : "0", "5"]);
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Disposing_ends_the_enumeration_and_is_no_end_of_the_stream(string state)
    {
        ScriptedServer server = ServerThatIs(state);
        WireFollower<ServerMessage> follower = server.Follow();
        Task<(string[] Texts, Exception? End)> reading = Some.Read(follower);
        await Reaches(follower, state);
        await Task.WhenAll(follower.DisposeAsync().AsTask(), follower.DisposeAsync().AsTask()).InTime();
        (await reading.InTime()).End.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.Disconnected);
        (await Some.Read(follower)).End.ShouldBeOfType<ObjectDisposedException>();
        server.IsDisposed.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Manner.Heeds)]
    [InlineData(Manner.EndsWhenClosed)]
    [InlineData(Manner.Deaf)]
    public async Task Cancelling_and_disposing_end_a_read_whatever_its_stream_does(Manner manner)
    {
        foreach (bool disposes in new[] { false, true })
        {
            BlockedCall call = new(manner);
            OddTransport transport = new(Encoding.UTF8.GetBytes(Some.Event(1))) { OnRead = call.Wait };
            call.Closed = transport.Closed;
            ScriptedServer server = new ScriptedServer().Answers(() => ScriptedServer.Response(transport.AsStream()));
            await using WireFollower<ServerMessage> follower = server.Follow();
            using CancellationTokenSource source = new();
            Task<(string[] Texts, Exception? End)> reading = Some.Read(follower, source.Token);
            await transport.IsRead.InTime();
            await Task.Delay(20);
            if (disposes)
            {
                await follower.DisposeAsync();
            }
            else
            {
                source.Cancel();
            }

            Exception? end = (await reading.InTime()).End;
            (end is OperationCanceledException).ShouldBe(!disposes);
            (end is WireStreamException).ShouldBe(disposes);
            await ScriptedServer.Until(() => transport.IsClosed);
            call.Release();
        }
    }

    [Fact]
    public async Task Disposing_a_follower_that_nobody_reads_closes_its_connection()
    {
        OddTransport transport = new(Encoding.UTF8.GetBytes(Some.Event(1))) { OnRead = Some.Silence };
        ScriptedServer server = new ScriptedServer().Answers(() => ScriptedServer.Response(transport.AsStream()));
        WireFollower<ServerMessage> follower = server.Follow();
        await Some.Take(follower, 1);
        transport.IsClosed.ShouldBeFalse();
        await follower.DisposeAsync();
        transport.IsClosed.ShouldBeTrue();
        await server.Follow().DisposeAsync();
    }

    [Fact]
    public async Task Disposing_while_a_message_is_handled_ends_the_enumeration_at_the_next_one()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Events(1, 3));
        WireFollower<ServerMessage> follower = server.Follow();
        List<string> texts = [];
        WireStreamException end = await Should.ThrowAsync<WireStreamException>(async () =>
        {
            await foreach (ServerMessage message in follower.ReadAllAsync())
            {
                texts.Add(Some.Text(message));
                await follower.DisposeAsync();
            }
        });
        end.Error.ShouldBe(WireStreamError.Disconnected);
        texts.ShouldBe(["1"]);
    }

    [Fact]
    public async Task Cancelling_is_no_failed_attempt()
    {
        LiveBody body = new();
        ScriptedServer server = new ScriptedServer().Answers(() => ScriptedServer.Response(body));
        await using WireFollower<ServerMessage> follower = server.Follow(server.Options with { MaxAttempts = 1 });
        using CancellationTokenSource source = new();
        Task<(string[] Texts, Exception? End)> reading = Some.Read(follower, source.Token);
        await body.IsAwaited();
        source.Cancel();
        (await reading.InTime()).End.ShouldBeAssignableTo<OperationCanceledException>();
    }

    [Fact]
    public async Task A_token_that_is_cancelled_before_sends_nothing()
    {
        ScriptedServer server = new();
        await using WireFollower<ServerMessage> follower = server.Follow();
        (
            await Some.Read(follower, new CancellationToken(canceled: true)).InTime()
        ).End.ShouldBeAssignableTo<OperationCanceledException>();
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_exception_of_the_callback_goes_to_the_caller_and_loses_no_message()
    {
        ScriptedServer server = new ScriptedServer().Streams(Some.Event(1)).Streams(Some.Event(2)).Says(204);
        bool fails = false;
        await using WireFollower<ServerMessage> follower = server.Follow(
            server.Options with
            {
                OnStatusChange = status =>
                {
                    if (status.State == WireFollowState.Open && (fails = !fails))
                    {
                        throw new FormatException("Mine.");
                    }
                },
            }
        );
        (await Some.Read(follower).InTime()).End.ShouldBeOfType<FormatException>();
        (await server.Drive(Some.Read(follower))).Texts.ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Arguments_are_checked()
    {
        using HttpClient http = new(new ScriptedServer());
        Uri uri = new("http://server.test/");
        WireFraming framing = WireFraming.ServerSentEvents;
        WireCodec<ServerMessage> codec = WalrusWire.Server;
        Should.Throw<ArgumentNullException>(() => WireFollower.Create((HttpClient)null!, uri, framing, codec));
        Should.Throw<ArgumentNullException>(() => WireFollower.Create(http, (Uri)null!, framing, codec));
        Should.Throw<ArgumentNullException>(() => WireFollower.Create(http, uri, null!, codec));
        Should.Throw<ArgumentNullException>(() => WireFollower.Create<ServerMessage>(http, uri, framing, null!));
        Should.Throw<ArgumentNullException>(() =>
            WireFollower.Create(http, (Func<string?, HttpRequestMessage>)null!, framing, codec)
        );
        Should.Throw<ArgumentNullException>(() =>
            WireFollower.Create((Func<string?, CancellationToken, Task<System.Net.WebSockets.WebSocket>>)null!, codec)
        );
        Should.Throw<ArgumentNullException>(() => WireFollower.Create((Func<string?, Uri>)null!, codec));
        Should.Throw<ArgumentNullException>(() => new WireFollowException(WireFollowEnd.Refused, null!));
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new WireFollowException(WireFollowEnd.Finished, new() { Message = "" })
        );
        await WireFollower.Create(http, uri, framing, codec).DisposeAsync();
    }

    private static ScriptedServer ServerThatIs(string state)
    {
        ScriptedServer server = new();
        return state switch
        {
            "connecting" => server.Answers(
                async (_, token) =>
                {
                    await Some.Silence(token);
                    throw new InvalidOperationException();
                }
            ),
            "open" => server.Streams(Some.Event(1), Some.Silence),
            _ => server.Says(503),
        };
    }

    private static async Task Reaches(WireFollower<ServerMessage> follower, string state)
    {
        await ScriptedServer.Until(() =>
            follower.Status.State.ToString().Equals(state, StringComparison.OrdinalIgnoreCase)
            && (state != "open" || follower.Cursor == "1")
        );
        await Task.Delay(20);
    }
}
