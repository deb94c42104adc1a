using System.Net;
using System.Net.Sockets;
using System.Text;
using AgentWire.Shared.Streams;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Following;

/// <summary>Following over real connections, with a server that writes what the tests say, byte for byte.</summary>
public sealed class LoopbackTests : IDisposable
{
    private const string Head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private const string Over = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _requests = [];
    private readonly List<TcpClient> _connections = [];

    public LoopbackTests()
    {
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/events");
    }

    private static WireFollowOptions<ServerMessage> Options =>
        new()
        {
            MinDelay = TimeSpan.FromMilliseconds(1),
            MaxDelay = TimeSpan.FromMilliseconds(2),
            ConnectTimeout = Timeout.InfiniteTimeSpan,
        };

    private Uri Address { get; }

    private Uri SocketAddress => new(Address.ToString().Replace("http:", "ws:", StringComparison.Ordinal));

    public void Dispose()
    {
        _connections.ForEach(connection => connection.Dispose());
        _listener.Stop();
    }

    [Fact]
    public async Task A_body_that_is_cut_in_a_chunk_between_events_or_by_a_reset_goes_on()
    {
        string two = Some.Events(1, 2);
        Task serving = ServeAsync(
            // Between two events, but before the end of the chunks.
            (Head + Chunk(two), false),
            // In an event, and in a chunk.
            (Head + "400\r\n" + Some.Event(3) + "id: 4\ndata: {", false),
            // In the size of a chunk, by a reset.
            (Head + Chunk(Some.Event(4)) + "4", true),
            // In the headers.
            ("HTTP/1.1 200 OK\r\nContent-Ty", false),
            ("", true),
            // The end of the chunks is a clean end.
            (Head + Chunk(Some.Event(5)) + "0\r\n\r\n", false),
            (Over, false)
        );
        using HttpClient http = new();
        await using WireFollower<ServerMessage> follower = WireFollower.Create(
            http,
            Address,
            WireFraming.ServerSentEvents,
            WalrusWire.Server,
            Options
        );
        (string[] texts, Exception? end) = await Some.Read(follower).InTime();
        end.ShouldBeNull();
        texts.ShouldBe(Some.Upto(5));
        await serving.InTime();
        _requests
            .Select(request => request.Split("Last-Event-ID: ") is [_, string rest] ? rest.Split('\r')[0] : null)
            .ShouldBe([null, "2", "3", "4", "4", "4", "5"]);
    }

    [Fact]
    public async Task A_redirect_is_followed_by_the_client_or_is_a_refusal()
    {
        string redirect =
            $"HTTP/1.1 302 Found\r\nLocation: {Address}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        _ = ServeAsync(
            (redirect, false),
            (Head + Chunk(Some.Event(1)) + "0\r\n\r\n", false),
            (Over, false),
            (redirect, false)
        );
        using HttpClient http = new();
        (await Some.Read(Follow(http)).InTime()).Texts.ShouldBe(["1"]);
        using HttpClient strict = new(new HttpClientHandler { AllowAutoRedirect = false });
        (await Some.Read(Follow(strict)).InTime())
            .End.ShouldBeOfType<WireFollowException>()
            .Message.ShouldBe($"The server answered with status 302 and redirects to {Address}");
    }

    [Fact]
    public async Task Nobody_who_listens_is_given_up_and_then_found()
    {
        _listener.Stop();
        using HttpClient http = new();
        await using WireFollower<ServerMessage> follower = Follow(http, Options with { MaxAttempts = 2 });
        WireFollowException gone = (await Some.Read(follower).InTime()).End.ShouldBeOfType<WireFollowException>();
        gone.Reason.ShouldBe(WireFollowEnd.WentAway);
        gone.Message.ShouldBe("The server cannot be reached. 2 attempts have failed.");
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left()
    {
        Task serving = ServeAsync((Head + Chunk(Some.Event(1)), null), (Over, false));
        using HttpClient http = new();
        await using WireFollower<ServerMessage> follower = Follow(
            http,
            Options with
            {
                SilenceTimeout = TimeSpan.FromMilliseconds(200),
            }
        );
        (string[] texts, Exception? end) = await Some.Read(follower).InTime();
        end.ShouldBeNull();
        texts.ShouldBe(["1"]);
        await serving.InTime();
    }

    [Theory]
    [InlineData(403, null, WireFollowEnd.Refused)]
    [InlineData(204, null, WireFollowEnd.Refused)]
    [InlineData(410, "7", WireFollowEnd.PositionGone)]
    [InlineData(410, null, WireFollowEnd.Refused)]
    [InlineData(503, null, WireFollowEnd.WentAway)]
    public async Task The_status_that_refuses_a_WebSocket_is_known_where_NET_tells_it(
        int status,
        string? cursor,
        WireFollowEnd reason
    )
    {
        _ = ServeAsync(
            ($"HTTP/1.1 {status} No\r\nRetry-After: 7200\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", false)
        );
        await using WireFollower<ServerMessage> follower = WireFollower.Create(
            _ => SocketAddress,
            WalrusWire.Server,
            Options with
            {
                Cursor = cursor,
                MaxAttempts = 1,
            },
            socket => socket.SetRequestHeader("X-Mine", "yes")
        );
        WireFollowException refused = (await Some.Read(follower).InTime()).End.ShouldBeOfType<WireFollowException>();
        _requests.ShouldHaveSingleItem().ShouldContain("X-Mine: yes");
        if (IsNetStandard)
        {
            refused.Reason.ShouldBe(WireFollowEnd.WentAway);
            refused.Failure.StatusCode.ShouldBeNull();
            return;
        }

        refused.Reason.ShouldBe(reason);
        refused.Failure.StatusCode.ShouldBe((HttpStatusCode)status);
        refused.Failure.RetryAfter.ShouldBe(TimeSpan.FromHours(2));
    }

    private static bool IsNetStandard =>
        typeof(WireFollower)
            .Assembly.GetCustomAttributes(typeof(System.Runtime.Versioning.TargetFrameworkAttribute), false)
            .OfType<System.Runtime.Versioning.TargetFrameworkAttribute>()
            .Single()
            .FrameworkName.StartsWith(".NETStandard", StringComparison.Ordinal);

    private static string Chunk(string text) => $"{text.Length:x}\r\n{text}\r\n";

    private WireFollower<ServerMessage> Follow(HttpClient http, WireFollowOptions<ServerMessage>? options = null) =>
        WireFollower.Create(http, Address, WireFraming.ServerSentEvents, WalrusWire.Server, options ?? Options);

    /// <summary>Answers one connection after another, and then closes, resets or keeps (null) each.</summary>
    private async Task ServeAsync(params (string Answer, bool? Resets)[] answers)
    {
        foreach ((string answer, bool? resets) in answers)
        {
            TcpClient connection = await _listener.AcceptTcpClientAsync();
            _connections.Add(connection);
            NetworkStream stream = connection.GetStream();
            _requests.Add(await ReadHeadAsync(stream));
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            if (resets == true)
            {
                // What was sent arrives before the reset.
                await Task.Delay(100);
                connection.LingerState = new(true, 0);
            }

            if (resets is not null)
            {
                connection.Close();
            }
        }
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        StringBuilder head = new();
        byte[] buffer = new byte[1024];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            int count = await stream.ReadAsync(buffer);
            count.ShouldBeGreaterThan(0);
            head.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return head.ToString();
    }
}
