using System.Net;
using System.Net.WebSockets;
using AgentWire.Synaps;

namespace AgentWire.AspNetCore.Tests;

/// <summary>Whose pages may open a WebSocket.</summary>
public sealed class OriginTests
{
    private const string Own = "OWN";

    [Theory]
    [InlineData(null, true)]
    [InlineData(Own, true)]
    [InlineData("https://app.example.com", true)]
    [InlineData("HTTPS://APP.EXAMPLE.COM", true)]
    [InlineData("https://app.example.com:8443", false)]
    [InlineData("http://app.example.com", false)]
    [InlineData("https://app.example.com.evil.example", false)]
    [InlineData("https://127.0.0.1", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public async Task Its_own_and_the_listed_ones(string? origin, bool allowed) =>
        await CheckAsync(origin, allowed, "https://app.example.com");

    [Fact]
    public async Task By_default_its_own() => await CheckAsync("https://app.example.com", false);

    [Fact]
    public async Task All_where_that_is_listed() => await CheckAsync("null", true, "*");

    [Theory]
    [InlineData("app.example.com")]
    [InlineData("https://app.example.com/")]
    [InlineData("https://app.example.com/page")]
    [InlineData("https://app.example.com:443")]
    [InlineData("")]
    public void What_no_browser_sends_cannot_be_listed(string origin) =>
        Should.Throw<ArgumentException>(() => new WireWebSocketOptions { AllowedOrigins = [origin] });

    private static async Task CheckAsync(string? origin, bool allowed, params string[] listed)
    {
        Scripted script = new();
        script.End();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(SynapsWire.Server, script.All(), new() { AllowedOrigins = listed })
        );
        string? named = origin == Own ? server.Address.GetLeftPart(UriPartial.Authority) : origin;
        if (allowed)
        {
            using ClientWebSocket client = await server.ConnectAsync(named);
            (await client.ReceiveCloseAsync()).Status.ShouldBe(WebSocketCloseStatus.NormalClosure);
        }
        else
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/");
            request.Headers.TryAddWithoutValidation("Origin", named);
            request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
            request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
            request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
            request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
            using HttpResponseMessage response = await server.Http.SendAsync(request);
            response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            script.Started.IsCompleted.ShouldBeFalse();
        }
    }
}
