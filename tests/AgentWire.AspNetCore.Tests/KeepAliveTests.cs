using AgentWire.Synaps;
using Microsoft.Extensions.Time.Testing;

namespace AgentWire.AspNetCore.Tests;

/// <summary>Keep-alives during silence.</summary>
public sealed class KeepAliveTests
{
    private static readonly WireServerOptions Often = new() { KeepAliveInterval = TimeSpan.FromMilliseconds(50) };

    [Theory]
    [InlineData("sse", ":\n\n:\n\n:\n\n")]
    [InlineData("ndjson", "\n\n\n")]
    public async Task Silence_is_broken_by_what_is_no_message(string framing, string expected)
    {
        Scripted script = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            ResponseTests.Result(framing, script.All(), Often)
        );
        using Stream body = await server.Http.GetStreamAsync("/");
        byte[] received = new byte[expected.Length];
        await body.ReadExactlyAsync(received, Limits.Token);
        System.Text.Encoding.UTF8.GetString(received).ShouldBe(expected);
        script.End();
    }

    [Fact]
    public async Task Messages_and_keep_alives_follow_one_another_whole()
    {
        Scripted script = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            ResponseTests.Result("sse", script.All(), Often with { KeepAliveInterval = TimeSpan.FromMilliseconds(1) })
        );
        Task<string> body = server.Http.GetStringAsync("/");
        for (int i = 0; i < 100; i++)
        {
            await Task.Delay(2);
            script.Send("a");
        }

        script.End();
        string[] frames = (await body.Soon()).Split("\n\n");
        frames.Count(frame => frame == "data: {\"type\":\"text\",\"content\":\"a\"}").ShouldBe(100);
        frames.Count(frame => frame == ":").ShouldBePositive();
        frames.Length.ShouldBe(
            frames.Count(frame => frame is ":" or "" || frame.StartsWith("data", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Silence_counts_from_the_last_message()
    {
        FakeTimeProvider clock = new();
        Scripted script = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            ResponseTests.Result(
                "sse",
                script.All(),
                new() { TimeProvider = clock, KeepAliveInterval = TimeSpan.FromSeconds(10) }
            )
        );
        using Stream body = await server.Http.GetStreamAsync("/");
        using StreamReader reader = new(body);
        await script.AskedAsync();
        foreach (string content in (string[])["a", "b", "c"])
        {
            // There are never ten seconds of silence, but more than ten seconds since the message before the last one.
            clock.Advance(TimeSpan.FromSeconds(6));
            script.Send(content);
            (await reader.ReadLineAsync().Soon()).ShouldBe($"data: {{\"type\":\"text\",\"content\":\"{content}\"}}");
            (await reader.ReadLineAsync().Soon()).ShouldBe("");
            await script.AskedAsync();
        }

        Task<string?> next = reader.ReadLineAsync();
        CancellationToken limit = Limits.Token;
        while (!next.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(20, limit);
        }

        (await next).ShouldBe(":");
        script.End();
    }

    [Fact]
    public async Task Without_an_interval_nothing_breaks_the_silence()
    {
        FakeTimeProvider clock = new();
        Scripted script = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            ResponseTests.Result(
                "sse",
                script.All(),
                new() { TimeProvider = clock, KeepAliveInterval = Timeout.InfiniteTimeSpan }
            )
        );
        Task<string> body = server.Http.GetStringAsync("/");
        await script.Started.Soon();
        clock.Advance(TimeSpan.FromDays(1));
        script.End();
        (await body.Soon()).ShouldBeEmpty();
    }

    [Fact]
    public void An_interval_is_infinite_or_from_a_millisecond_to_24_days()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new WireServerOptions { KeepAliveInterval = TimeSpan.Zero });
        Should.Throw<ArgumentOutOfRangeException>(() => new WireServerOptions { SendTimeout = TimeSpan.FromDays(25) });
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new WireWebSocketOptions { CloseTimeout = TimeSpan.FromSeconds(-3) }
        );
        Should.Throw<ArgumentOutOfRangeException>(() => new WireServerOptions { MaxPendingBytes = 0 });
        new WireServerOptions { SendTimeout = Timeout.InfiniteTimeSpan, MaxPendingBytes = 1 }.SendTimeout.ShouldBe(
            Timeout.InfiniteTimeSpan
        );
    }

    [Fact]
    public async Task A_WebSocket_s_keep_alive_is_no_message()
    {
        Scripted script = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(
                SynapsWire.Server,
                script.All(),
                new() { KeepAliveInterval = TimeSpan.FromMilliseconds(20) }
            )
        );
        using System.Net.WebSockets.ClientWebSocket client = await server.ConnectAsync();
        await Task.Delay(200);
        script.Send("a");
        (await client.ReceiveTextAsync()).ShouldBe("{\"type\":\"text\",\"content\":\"a\"}");
        script.End();
        (await client.ReceiveCloseAsync()).Status.ShouldBe(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure);
    }
}
