using AgentWire.Streaming;

namespace AgentWire.AspNetCore.Tests;

/// <summary>The text of options, for logs: the settings that have a value.</summary>
public sealed class OptionsTextTests
{
    private const string Times = "KeepAliveInterval = 00:00:15, SendTimeout = 00:00:30, ";
    private const string Rest = "CloseTimeout = 00:00:05, TimeProvider = System.TimeProvider+SystemTimeProvider";
    private const string Receive =
        "WireStreamOptions { FrameTimeout = 00:01:00, TimeProvider = System.TimeProvider+SystemTimeProvider, LeaveOpen = false }";

    [Fact]
    public void Options_of_a_server_show_their_settings()
    {
        new WireServerOptions().ToString().ShouldBe($"WireServerOptions {{ {Times}{Rest} }}");
        new WireServerOptions { MaxPendingBytes = 5 }
            .ToString()
            .ShouldBe($"WireServerOptions {{ {Times}MaxPendingBytes = 5, {Rest} }}");
    }

    [Fact]
    public void Options_of_a_WebSocket_show_those_of_the_server_and_their_own()
    {
        new WireWebSocketOptions()
            .ToString()
            .ShouldBe(
                $"WireWebSocketOptions {{ {Times}{Rest}, AllowedOrigins = [], Receive = {Receive}, SubProtocols = [] }}"
            );
        new WireWebSocketOptions
        {
            MaxPendingBytes = 5,
            AllowedOrigins = ["https://app.example.com", "*"],
            Receive = new WireStreamOptions { LeaveOpen = true },
            SubProtocols = ["a"],
        }
            .ToString()
            .ShouldBe(
                $"WireWebSocketOptions {{ {Times}MaxPendingBytes = 5, {Rest}, "
                    + $"AllowedOrigins = [\"https://app.example.com\", \"*\"], Receive = {Receive.Replace("false", "true", StringComparison.Ordinal)}, SubProtocols = [\"a\"] }}"
            );
    }

    [Fact]
    public void A_long_list_of_origins_is_cut()
    {
        string text = new WireWebSocketOptions
        {
            AllowedOrigins =
            [
                .. Enumerable.Range(0, 1000).Select(number => $"https://{new string('a', 200)}{number}.example"),
            ],
        }.ToString();
        text.ShouldContain("…\" (");
        text.ShouldContain(" more], Receive = ");
        text.Length.ShouldBeLessThan(2500);
    }
}
