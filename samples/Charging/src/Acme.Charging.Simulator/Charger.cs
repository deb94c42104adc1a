using System.Net.WebSockets;
using AgentWire.Streaming;

namespace Acme.Charging.Simulator;

/// <summary>A simulated charger.</summary>
internal sealed class Charger : IAsyncDisposable
{
    private readonly WireConnection<ServerMessage, ClientMessage> _connection;
    private readonly IAsyncEnumerator<ServerMessage> _messages;
    private readonly Recording? _recording;

    private Charger(string name, ClientWebSocket socket, Recording? recording)
    {
        Name = name;
        _connection = WireConnection.Create(socket, ChargingWire.Server, ChargingWire.Client);
        _messages = _connection.ReceiveAllAsync().GetAsyncEnumerator();
        _recording = recording;
    }

    /// <summary>Gets the serial number.</summary>
    public string Name { get; }

    public static async Task<Charger> ConnectAsync(Uri service, string name, Recording? recording)
    {
        ClientWebSocket socket = new();
        try
        {
            await socket.ConnectAsync(service, CancellationToken.None);
            return new Charger(name, socket, recording);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task SendAsync(ClientMessage message)
    {
        _recording?.Add(message);
        await _connection.SendAsync(message);
    }

    /// <summary>Receives a message, and shows what the charger does with it.</summary>
    public async Task ReceiveAsync()
    {
        if (!await _messages.MoveNextAsync())
        {
            throw new InvalidOperationException($"{Name}: the service has ended the connection.");
        }

        ServerMessage message = _messages.Current;
        _recording?.Add(message);
        Console.WriteLine($"{Name} {Text(message)}");
    }

    /// <summary>Leaves, after the service has handled all messages.</summary>
    public async Task LeaveAsync()
    {
        await _connection.CompleteAsync();
        while (await _messages.MoveNextAsync())
        {
            Console.WriteLine($"{Name} has left before: {_messages.Current}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _messages.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static string Text(ServerMessage message) =>
        message switch
        {
            ServerMessage.Welcome welcome => $"reads every {welcome.Interval} s",
            ServerMessage.Rejected { Reason: var reason } when reason == RejectionReason.AlreadyConnected =>
                "is another charger with this serial number",
            ServerMessage.Rejected rejected => $"is rejected: {rejected.Reason}",
            ServerMessage.Settings settings => $"{settings.Connector}: {Limit(settings)}; {Display(settings)}",
            ServerMessage.Unknown unknown => $"does not know what this is: {unknown.Tag}",
            _ => $"does nothing with {message}",
        };

    private static string Limit(ServerMessage.Settings settings) =>
        settings.Limit switch
        {
            { HasValue: true, Value: var amperes } => $"at most {amperes} A",
            { IsNull: true } => "no limit",
            _ => "the limit stays",
        };

    private static string Display(ServerMessage.Settings settings) =>
        settings.Display switch
        {
            DisplayText.Line line => $"shows \"{line.Value}\"",
            DisplayText.Lines lines => $"shows \"{string.Join(" / ", lines.Value)}\"",
            _ => "the display stays",
        };
}
