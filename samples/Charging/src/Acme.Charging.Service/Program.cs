using System.Globalization;
using Acme.Charging;
using Acme.Charging.Service;
using AgentWire.AspNetCore;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
WebApplication app = builder.Build();

// --amperes: what the chargers share. --connections: the service ends after so many, for a demonstration.
using Depot depot = new(Option("amperes") ?? 40);
int remaining = Option("connections") ?? 0;

app.Use(
    async (context, next) =>
    {
        await next(context);
        if (Interlocked.Decrement(ref remaining) == 0)
        {
            app.Lifetime.StopApplication();
        }
    }
);
app.UseWebSockets();
app.MapWireWebSocket(
    "/chargers",
    ChargingWire.Client,
    ChargingWire.Server,
    (connection, cancellationToken) => new ChargerSession(connection, depot).RunAsync(cancellationToken),
    // A charger that does not read is disconnected, instead of making the others wait.
    new WireWebSocketOptions { MaxPendingBytes = 65_536 }
);
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"The depot is open: {app.Urls.First()}"));
await app.RunAsync();

int? Option(string name) => app.Configuration[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
