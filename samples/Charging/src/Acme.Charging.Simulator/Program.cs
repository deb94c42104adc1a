using Acme.Charging;
using Acme.Charging.Simulator;
using AgentWire;

// Two chargers of a depot in which only one can charge with its whole current.
if (args is not ([_] or [_, _]) || !Uri.TryCreate(args[0], UriKind.Absolute, out Uri? service))
{
    Console.Error.WriteLine("usage: Acme.Charging.Simulator ws://HOST:PORT/chargers [FOLDER FOR RECORDINGS]");
    return 2;
}

using Recording? recording = args is [_, var folder] ? new Recording(folder) : null;
await using Charger first = await Charger.ConnectAsync(service, "CP-1", recording);
await first.SendAsync(
    new ClientMessage.Hello
    {
        Charger = first.Name,
        Connectors =
        [
            new("A", new Connector { Plug = PlugType.Type2, MaxAmperes = 32 }),
            new("B", new Connector { Plug = PlugType.Ccs2, MaxAmperes = 80 }),
        ],
        Firmware = "2.4.1",
    }
);
await first.ReceiveAsync();
await first.SendAsync(new ClientMessage.PluggedIn { Connector = "A", Vehicle = "V-117" });
await first.ReceiveAsync();

// This one has firmware for version 1.0, and cannot ask vehicles for their identity.
await using Charger second = await Charger.ConnectAsync(service, "CP-2", recording);
await second.SendAsync(
    new ClientMessage.Hello
    {
        Charger = second.Name,
        Connectors = [new("A", new Connector { Plug = new PlugType("type1"), MaxAmperes = 32 })],
    }
);
await second.ReceiveAsync();
await second.SendAsync(new ClientMessage.PluggedIn { Connector = "A" });
await first.ReceiveAsync();
await second.ReceiveAsync();

// A charger with the serial number of another.
await using Charger third = await Charger.ConnectAsync(service, "CP-2", recording);
await third.SendAsync(new ClientMessage.Hello { Charger = third.Name, Connectors = [] });
await third.ReceiveAsync();
await third.LeaveAsync();

await first.SendAsync(
    new ClientMessage.Readings
    {
        Connector = "A",
        At = WireTimestamp.UtcNow(TimeProvider.System),
        Values = [new("current", 31.5), new("voltage", 229), new("x_fan", 0.4)],
    }
);
await first.SendAsync(new ClientMessage.Unplugged { Connector = "A", Energy = 7.25 });
await first.ReceiveAsync();
await second.ReceiveAsync();
await first.SendAsync(new ClientMessage.PluggedIn { Connector = "B", Vehicle = WireOptional.Null });
await first.ReceiveAsync();
await second.ReceiveAsync();
await first.SendAsync(new ClientMessage.Fault { Connector = "B", Code = FaultCode.OverTemperature });
await first.LeaveAsync();
await second.ReceiveAsync();
await second.LeaveAsync();
return 0;
