using System.Globalization;
using System.Net;
using AgentWire.Runs.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace AgentWire.Samples.Agent;

/// <summary>
/// Serves the agent at <c>/agent</c>. <c>--port</c> (5128; 0 for a free one), <c>--delay</c> between the pieces of a text in
/// milliseconds (40).
/// </summary>
internal static class AgentHost
{
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        ScriptedModel model = new(TimeSpan.FromMilliseconds(Number(builder, "delay", 40)));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Number(builder, "port", 5128)));
        WebApplication app = builder.Build();
        app.MapAgUi("/agent", new BookingAgent(model).RunAsync);
        return app;
    }

    private static int Number(WebApplicationBuilder builder, string setting, int otherwise) =>
        builder.Configuration[setting] is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
