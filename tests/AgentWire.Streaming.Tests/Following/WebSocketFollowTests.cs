using System.Net.WebSockets;
using System.Text;
using AgentWire.Shared.Streams;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Following;

/// <summary>Following the messages of WebSockets.</summary>
public sealed class WebSocketFollowTests : IDisposable
{
    private readonly List<Duplex> _duplexes = [];
    private readonly List<string?> _cursors = [];
    private readonly ScriptedServer _clock = new();
    private readonly Queue<Func<Duplex, WebSocket, Task>> _script = new();

    // The sockets are real, and can take any time of the clock, which goes by much faster.
    private WireFollowOptions<ServerMessage> Options =>
        _clock.Options with
        {
            CursorOf = Some.Text,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
        };

    public void Dispose() => _duplexes.ForEach(duplex => duplex.Dispose());

    [Fact]
    public async Task A_normal_close_is_the_end()
    {
        Serves(1, 2, WebSocketCloseStatus.NormalClosure);
        await using WireFollower<ServerMessage> follower = Follow();
        (await ReadAsync(follower)).ShouldBe(Some.Upto(2));
        follower.Status.End.ShouldBe(WireFollowEnd.CompletedByServer);
        follower.Cursor.ShouldBe("2");
    }

    [Fact]
    public async Task A_normal_close_is_no_end_if_the_options_say_so()
    {
        Serves(1, 1, WebSocketCloseStatus.NormalClosure);
        Serves(2, 3, WebSocketCloseStatus.NormalClosure);
        await using WireFollower<ServerMessage> follower = Follow(
            Options with
            {
                CompletesAtCleanEnd = false,
                IsEnd = message => Some.Text(message) == "3",
            }
        );
        (await ReadAsync(follower)).ShouldBe(Some.Upto(3));
        follower.Status.End.ShouldBe(WireFollowEnd.Finished);
        _cursors.ShouldBe([null, "1"]);
    }

    [Theory]
    [InlineData(WebSocketCloseStatus.EndpointUnavailable)]
    [InlineData(WebSocketCloseStatus.InternalServerError)]
    [InlineData(WebSocketCloseStatus.PolicyViolation)]
    [InlineData((WebSocketCloseStatus)1012)]
    [InlineData((WebSocketCloseStatus)4001)]
    public async Task After_any_other_close_it_goes_on(WebSocketCloseStatus status)
    {
        Serves(1, 2, status);
        Serves(3, 3, WebSocketCloseStatus.NormalClosure);
        await using WireFollower<ServerMessage> follower = Follow();
        (await ReadAsync(follower)).ShouldBe(Some.Upto(3));
        _cursors.ShouldBe([null, "2"]);
    }

    [Theory]
    [InlineData(WebSocketCloseStatus.ProtocolError)]
    [InlineData(WebSocketCloseStatus.InvalidMessageType)]
    [InlineData(WebSocketCloseStatus.InvalidPayloadData)]
    [InlineData(WebSocketCloseStatus.MessageTooBig)]
    [InlineData(WebSocketCloseStatus.MandatoryExtension)]
    public async Task A_close_because_of_the_protocol_is_a_refusal(WebSocketCloseStatus status)
    {
        Serves(1, 1, status);
        await using WireFollower<ServerMessage> follower = Follow();
        WireFollowException refused = (
            await _clock.Drive(Some.Read(follower))
        ).End.ShouldBeOfType<WireFollowException>();
        refused.Reason.ShouldBe(WireFollowEnd.Refused);
        refused.Failure.CloseStatus.ShouldBe(status);
        _cursors.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_crashes_is_asked_again()
    {
        _script.Enqueue(
            async (duplex, socket) =>
            {
                await Send(socket, Some.Json(1));
                await ScriptedServer.Until(() => _clock.Statuses.Count >= 2);
                await Task.Delay(50);
                duplex.KillServer();
            }
        );
        Serves(2, 2, WebSocketCloseStatus.NormalClosure);
        await using WireFollower<ServerMessage> follower = Follow();
        (await ReadAsync(follower)).ShouldBe(Some.Upto(2));
        _cursors.ShouldBe([null, "1"]);
    }

    [Fact]
    public async Task A_binary_message_cannot_be_read()
    {
        _script.Enqueue(
            (_, socket) => socket.SendAsync(new byte[] { 1 }, WebSocketMessageType.Binary, true, CancellationToken.None)
        );
        await using WireFollower<ServerMessage> follower = Follow();
        (await _clock.Drive(Some.Read(follower)))
            .End.ShouldBeOfType<WireFollowException>()
            .Reason.ShouldBe(WireFollowEnd.Unreadable);
    }

    [Fact]
    public async Task A_follower_that_has_finished_closes_in_order()
    {
        WebSocketReceiveResult? last = null;
        _script.Enqueue(
            async (_, socket) =>
            {
                await Send(socket, WalrusWire.Server.ToJson(Some.End));
                last = await socket.ReceiveAsync(new ArraySegment<byte>(new byte[10]), CancellationToken.None);
            }
        );
        await using WireFollower<ServerMessage> follower = Follow(Options with { IsEnd = Some.IsEnd });
        await ReadAsync(follower);
        await ScriptedServer.Until(() => last is not null);
        last!.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Without_a_cursor_it_is_opened_again_only_if_told(bool isTold, int connections)
    {
        Serves(1, 1, WebSocketCloseStatus.InternalServerError);
        Serves(1, 2, WebSocketCloseStatus.NormalClosure);
        await using WireFollower<ServerMessage> follower = Follow(
            Options with
            {
                CursorOf = null,
                RepeatsWithoutCursor = isTold,
            }
        );
        (string[] texts, Exception? end) = await _clock.Drive(Some.Read(follower));
        texts.ShouldBe(isTold ? ["1", "1", "2"] : ["1"]);
        (end as WireFollowException)?.Reason.ShouldBe(WireFollowEnd.WentAway);
        (end is null).ShouldBe(isTold);
        _cursors.Count.ShouldBe(connections);
    }

    [Fact]
    public async Task A_WebSocket_that_cannot_be_opened_is_tried_again()
    {
        int attempts = 0;
        await using WireFollower<ServerMessage> follower = WireFollower.Create(
            (_, _) =>
                ++attempts == 2
                    ? Task.FromException<WebSocket>(new IOException())
                    : throw new WebSocketException("No."),
            WalrusWire.Server,
            Options with
            {
                MaxAttempts = 3,
            }
        );
        WireFollowException gone = (await _clock.Drive(Some.Read(follower))).End.ShouldBeOfType<WireFollowException>();
        gone.Message.ShouldBe("The WebSocket cannot be opened. 3 attempts have failed.");
        gone.InnerException.ShouldBeOfType<WebSocketException>();
        attempts.ShouldBe(3);
    }

    [Fact]
    public async Task What_opens_a_WebSocket_can_end_following_or_ask_for_a_delay()
    {
        int attempts = 0;
        await using WireFollower<ServerMessage> follower = WireFollower.Create(
            (_, _) =>
                throw (
                    ++attempts == 1
                        ? new WireFollowException(
                            WireFollowEnd.WentAway,
                            new() { Message = "Busy.", RetryAfter = TimeSpan.FromSeconds(50) }
                        )
                        : new WireFollowException(WireFollowEnd.PositionGone, new() { Message = "Gone." })
                ),
            WalrusWire.Server,
            Options
        );
        (await _clock.Drive(Some.Read(follower)))
            .End.ShouldBeOfType<WireFollowException>()
            .Reason.ShouldBe(WireFollowEnd.PositionGone);
        _clock.Statuses[1].Delay!.Value.ShouldBeInRange(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(51));
        attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_WebSocket_that_never_opens_is_tried_again()
    {
        TaskCompletionSource<WebSocket> late = new();
        int attempts = 0;
        await using WireFollower<ServerMessage> follower = WireFollower.Create(
            (_, _) => ++attempts == 1 ? late.Task : throw new ArgumentException("Wrong."),
            WalrusWire.Server,
            Options with
            {
                ConnectTimeout = TimeSpan.FromSeconds(30),
            }
        );
        (await _clock.Drive(Some.Read(follower))).End.ShouldBeOfType<ArgumentException>();
        Duplex duplex = await Open();
        WebSocket socket = duplex.ClientWebSocket();
        late.SetResult(socket);
        await ScriptedServer.Until(() => socket.State == WebSocketState.Closed);
    }

    [Fact]
    public async Task Silence_has_no_limit_unless_there_is_one_and_parts_of_messages_end_it()
    {
        WireFollower<ServerMessage>? followed = null;
        _script.Enqueue(
            async (duplex, socket) =>
            {
                byte[] json = Encoding.UTF8.GetBytes(Some.Json(2));
                await Send(socket, Some.Json(1));
                await ScriptedServer.Until(() => followed!.Cursor == "1");
                await Later(duplex, 40);
                await Send(socket, json.AsMemory(0, 5), false);
                await Later(duplex, 40);
                await Send(socket, json.AsMemory(5), true);
                await ScriptedServer.Until(() => followed!.Cursor == "2");
                await Later(duplex, 40);
                await Send(socket, Some.Json(3));
                await ScriptedServer.Until(() => followed!.Cursor == "3");
                await Later(duplex, 60);
            }
        );
        Serves(4, 4, WebSocketCloseStatus.NormalClosure);
        await using WireFollower<ServerMessage> follower = Follow(
            Options with
            {
                SilenceTimeout = TimeSpan.FromMinutes(1),
            }
        );
        followed = follower;
        Task<(string[] Texts, Exception? End)> reading = Some.Read(follower);
        await ScriptedServer.Until(() => follower.Status.State == WireFollowState.Waiting);
        follower.Cursor.ShouldBe("3");
        (await _clock.Drive(reading)).Texts.ShouldBe(Some.Upto(4));

        Serves(1, 1, null);
        await using WireFollower<ServerMessage> patient = Follow();
        using CancellationTokenSource source = new();
        reading = Some.Read(patient, source.Token);
        await ScriptedServer.Until(() => patient.Cursor == "1");
        await Task.Delay(20);
        _clock.Clock.Advance(TimeSpan.FromDays(1));
        await Task.Delay(50);
        patient.Status.State.ShouldBe(WireFollowState.Open);
        source.Cancel();
        (await reading.InTime()).End.ShouldBeAssignableTo<OperationCanceledException>();
    }

    /// <summary>Moves the clock when the client has received what was sent, and waits for more.</summary>
    private async Task Later(Duplex duplex, int seconds)
    {
        await ScriptedServer.Until(() => duplex.ClientSocket.Available == 0);
        await Task.Delay(100);
        _clock.Clock.Advance(TimeSpan.FromSeconds(seconds));
    }

    private static Task Send(WebSocket socket, string json) => Send(socket, Encoding.UTF8.GetBytes(json), true);

    private static Task Send(WebSocket socket, ReadOnlyMemory<byte> text, bool isLast) =>
        socket.SendAsync(text, WebSocketMessageType.Text, isLast, CancellationToken.None).AsTask();

    private void Serves(int first, int last, WebSocketCloseStatus? status) =>
        _script.Enqueue(
            async (duplex, socket) =>
            {
                for (int number = first; number <= last; number++)
                {
                    await Send(socket, Some.Json(number));
                }

                if (status is { } close)
                {
                    await socket.CloseOutputAsync(close, null, CancellationToken.None);
                    await socket.ReceiveAsync(new ArraySegment<byte>(new byte[10]), CancellationToken.None);
                    duplex.Server.Dispose();
                }
            }
        );

    private WireFollower<ServerMessage> Follow(WireFollowOptions<ServerMessage>? options = null) =>
        WireFollower.Create(
            async (cursor, token) =>
            {
                token.CanBeCanceled.ShouldBeTrue();
                _cursors.Add(cursor);
                Duplex duplex = await Open();
                _ = _script.Dequeue()(duplex, duplex.ServerWebSocket());
                return duplex.ClientWebSocket();
            },
            WalrusWire.Server,
            options ?? Options
        );

    private async Task<Duplex> Open()
    {
        Duplex duplex = await Duplex.OpenAsync();
        _duplexes.Add(duplex);
        return duplex;
    }

    private async Task<string[]> ReadAsync(WireFollower<ServerMessage> follower)
    {
        (string[] texts, Exception? end) = await _clock.Drive(Some.Read(follower));
        end.ShouldBeNull();
        return texts;
    }
}
