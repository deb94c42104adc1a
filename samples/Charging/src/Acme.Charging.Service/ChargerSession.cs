using System.Globalization;
using AgentWire;
using AgentWire.Streaming;

namespace Acme.Charging.Service;

/// <summary>The connection of one charger.</summary>
internal sealed class ChargerSession(WireConnection<ClientMessage, ServerMessage> connection, Depot depot)
{
    private const int ReadingInterval = 60;

    // The charger's first message tells both.
    private string? _name;
    private WireMap<Connector> _connectors;

    public ValueTask SendAsync(ServerMessage message) => connection.SendAsync(message);

    /// <summary>Handles the messages of the charger until it leaves.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ClientMessage message in connection.ReceiveAllAsync(cancellationToken))
            {
                if (!await HandleAsync(message))
                {
                    return;
                }
            }
        }
        finally
        {
            await depot.LeaveAsync(this);
            Log("has left");
        }
    }

    /// <summary>Handles a message. Returns false if the connection ends.</summary>
    private async Task<bool> HandleAsync(ClientMessage message)
    {
        switch (message)
        {
            case ClientMessage.Hello hello when _name is null:
                if (!await depot.TryJoinAsync(hello.Charger, this))
                {
                    Log($"is rejected, because {hello.Charger} is already connected");
                    await SendAsync(new ServerMessage.Rejected { Reason = RejectionReason.AlreadyConnected });
                    return false;
                }

                _name = hello.Charger;
                _connectors = hello.Connectors;
                Log($"has joined with {Text(hello.Connectors)}, firmware {hello.Firmware ?? "unknown"}");
                await SendAsync(new ServerMessage.Welcome { Interval = ReadingInterval });
                break;

            case ClientMessage.PluggedIn plugged when _connectors.TryGetValue(plugged.Connector, out var connector):
                Log($"{plugged.Connector}: {Text(plugged.Vehicle)} is plugged in");
                await depot.PlugInAsync(this, plugged.Connector, connector.MaxAmperes);
                break;

            case ClientMessage.Readings readings:
                Log($"{readings.Connector}: {Text(readings.Values)}");
                break;

            case ClientMessage.Unplugged unplugged:
                Log($"{unplugged.Connector}: unplugged after {Text(unplugged.Energy)} kWh");
                await SendAsync(
                    new ServerMessage.Settings { Connector = unplugged.Connector, Display = "Have a good trip" }
                );
                await depot.UnplugAsync(this, unplugged.Connector);
                break;

            case ClientMessage.Fault fault:
                Log($"{fault.Connector ?? "the charger"}: {fault.Code}");
                break;

            case ClientMessage.Unknown unknown:
                // A newer charger. Nothing that it must be able to rely on is new in a minor version.
                Log($"ignored, because it is newer than this service: {unknown.Tag}");
                break;

            default:
                Log($"ignored: {message}");
                break;
        }

        return true;
    }

    // The charger has written parts of the text.
    private void Log(string text) =>
        Console.WriteLine(string.Concat($"{_name ?? "A charger"} {text}".Select(c => char.IsControl(c) ? '?' : c)));

    private static string Text(WireMap<Connector> connectors) =>
        string.Join(", ", connectors.Select(each => $"{each.Key} ({each.Value.Plug}, {each.Value.MaxAmperes} A)"));

    private static string Text(WireMap<double> values) =>
        string.Join(", ", values.Select(each => $"{each.Key} {Text(each.Value)}"));

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(WireOptional<string> vehicle) =>
        vehicle switch
        {
            { HasValue: true, Value: var identity } => $"vehicle {identity}",
            { IsNull: true } => "a vehicle that does not tell its identity",
            _ => "a vehicle that was not asked",
        };
}
