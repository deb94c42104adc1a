using System.Globalization;
using System.Net.WebSockets;
using AgentWire.AspNetCore;
using AgentWire.Runs;
using AgentWire.Samples.Agent;
using AgentWire.Samples.Chat;
using AgentWire.Samples.Follow;
using AgentWire.Samples.Gateway;
using AgentWire.Streaming;
using AgentWire.Synaps;

// The samples as one native program: the gateway serves every session, and its client follows them. The chat talks with the agent.
string socket = Path.Combine(Path.GetTempPath(), $"agentwire-{Environment.ProcessId}.sock");
await using WebApplication gateway = GatewayServer.Build([
    "--port=0",
    "--delay=0",
    $"--socket={socket}",
    "--Logging:LogLevel:Default=Warning",
]);
gateway.MapWireWebSocket(
    "/echo",
    SynapsWire.Server,
    SynapsWire.Server,
    async (connection, stop) =>
    {
        await foreach (ServerMessage message in connection.ReceiveAllAsync(stop))
        {
            await connection.SendAsync(message, stop);
        }
    }
);
await gateway.StartAsync();
string address = gateway.Urls.First(url => url.StartsWith("http://127.0.0.1", StringComparison.Ordinal));

int failures = 0;
foreach (string dialect in Follower.Dialects)
{
    await ExpectAsync(dialect, dialect, screen => Follower.FollowAsync(dialect, address, screen, default));
}

await ExpectAsync(
    "walrus",
    "walrus over its socket",
    screen => Follower.FollowAsync("walrus", socket, screen, default)
);
await ExpectAsync("synaps", "synaps both ways", screen => screen.ShowAsync(SynapsWire.Server, EchoAsync(), _ => null));
await gateway.StopAsync();

await using WebApplication agent = AgentHost.Build(["--port=0", "--delay=0", "--Logging:LogLevel:Default=Warning"]);
await agent.StartAsync();
using HttpClient http = new();
using StringReader said = new("A table for two, please.\nyes\n");
using StringWriter chat = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
await new Conversation(new AgUiClient(http, new Uri(agent.Urls.First() + "/agent")), said, chat).RunAsync(default);
await agent.StopAsync();
bool isBooked = chat.ToString()
    .Contains("""state: {"booking":{"table":7,"time":"19:30","status":"booked"}}""", StringComparison.Ordinal);
failures += isBooked ? 0 : 1;
Console.WriteLine($"ag-ui: {(isBooked ? "booked" : "NOT booked")}");
return failures == 0 ? 0 : 1;

async Task ExpectAsync(string dialect, string what, Func<Screen, Task> follow)
{
    using StreamReader session = new(Script.Open($"{dialect}/sessions/"));
    string expected = await session.ReadToEndAsync();
    using StringWriter shown = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
    await follow(new Screen(shown, json: true, isTerminal: false));
    bool isEqual = shown.ToString() == expected;
    failures += isEqual ? 0 : 1;
    Console.WriteLine($"{what}: {(isEqual ? "as recorded" : "NOT as recorded")}");
}

async IAsyncEnumerable<ServerMessage> EchoAsync()
{
    using ClientWebSocket client = new();
    await client.ConnectAsync(new Uri($"{address.Replace("http", "ws", StringComparison.Ordinal)}/echo"), default);
    await using WireConnection<ServerMessage, ServerMessage> echo = WireConnection.Create(
        client,
        SynapsWire.Server,
        SynapsWire.Server
    );
    await using IAsyncEnumerator<ServerMessage> echoed = echo.ReceiveAllAsync().GetAsyncEnumerator();
    await foreach (ServerMessage message in new Script(TimeSpan.Zero).Play(SynapsWire.Server))
    {
        await echo.SendAsync(message);
        await echoed.MoveNextAsync();
        yield return echoed.Current;
    }

    await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
    await echoed.MoveNextAsync();
}
