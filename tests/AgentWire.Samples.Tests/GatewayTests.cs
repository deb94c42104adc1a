using System.Net;
using System.Net.WebSockets;
using System.Text;
using AgentWire.Samples.Follow;
using AgentWire.Samples.Gateway;
using Microsoft.AspNetCore.Builder;

namespace AgentWire.Samples.Tests;

/// <summary>The client follows the gateway with the framing of each dialect, to the last byte.</summary>
public sealed class GatewayTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("agentwire").FullName;
    private WebApplication _gateway = null!;

    public static TheoryData<string> Dialects => [.. Follower.Dialects];

    private string SocketPath => Path.Combine(_folder, "walrus");

    private string Address => _gateway.Urls.First(url => url.StartsWith("http://127", StringComparison.Ordinal));

    public Task InitializeAsync()
    {
        _gateway = GatewayServer.Build([
            "--port",
            "0",
            "--delay",
            "0",
            "--socket",
            SocketPath,
            "--Logging:LogLevel:Default",
            "Warning",
        ]);
        return _gateway.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Each_dialect_is_followed_to_its_end(string dialect) =>
        (await FollowAsync(dialect, Address, json: true)).ShouldBe(Session.Text(dialect));

    [Theory]
    [InlineData("cinch")]
    [InlineData("smooth-operator")]
    [InlineData("synaps")]
    public async Task A_WebSocket_is_opened_over_HTTP_2_too(string dialect)
    {
        await using WebApplication gateway = GatewayServer.Build([
            "--port=0",
            "--delay=0",
            "--Kestrel:EndpointDefaults:Protocols=Http2",
            "--Logging:LogLevel:Default=Warning",
        ]);
        await gateway.StartAsync();
        using HttpMessageInvoker http = new(new SocketsHttpHandler());
        using ClientWebSocket client = new();
        client.Options.HttpVersion = HttpVersion.Version20;
        client.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        await client.ConnectAsync(
            new UriBuilder(gateway.Urls.Single()) { Scheme = "ws", Path = dialect }.Uri,
            http,
            Limits.Token
        );
        byte[] message = new byte[64 * 1024];
        WebSocketReceiveResult received = await client.ReceiveAsync(message, Limits.Token);
        received.EndOfMessage.ShouldBeTrue();
        Encoding.UTF8.GetString(message, 0, received.Count).ShouldBe(Session.Text(dialect).Split('\n')[0]);
    }

    [Fact]
    public async Task Walrus_is_followed_over_its_Unix_socket_request_by_request() =>
        (await FollowAsync("walrus", SocketPath, json: true)).ShouldBe(Session.Text("walrus"));

    [Fact]
    public async Task What_the_agent_says_is_running_text_and_everything_else_a_tag()
    {
        string shown = await FollowAsync("synaps", Address, json: false);
        shown.ShouldContain("\n[tool_use]\n");
        shown.ShouldNotContain("[text]");
        shown.ShouldContain(" ");
    }

    [Fact]
    public async Task The_page_follows_all_dialects()
    {
        using HttpClient http = new();
        string page = await http.GetStringAsync(new Uri(Address));
        foreach (string dialect in Follower.Dialects)
        {
            page.ShouldContain($"data-dialect=\"{dialect}\"");
        }
    }

    private static async Task<string> FollowAsync(string dialect, string address, bool json)
    {
        using StringWriter output = new() { NewLine = "\n" };
        await Follower.FollowAsync(dialect, address, new Screen(output, json), Limits.Token);
        return output.ToString();
    }
}
