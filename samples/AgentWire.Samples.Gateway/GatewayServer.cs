using System.Globalization;
using System.Net;
using AgentWire.AspNetCore;
using AgentWire.Cinch;
using AgentWire.SmoothOperator;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentWire.Samples.Gateway;

/// <summary>
/// Serves a recorded session of each dialect, and a page that shows them. <c>--port</c> (5127; 0 for a free one),
/// <c>--delay</c> between messages in milliseconds (40), <c>--socket</c>: the path of a Unix socket for walrus.
/// </summary>
internal static class GatewayServer
{
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        Script script = new(TimeSpan.FromMilliseconds(Number(builder, "delay", 40)));
        builder.Services.AddSingleton(script);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, Number(builder, "port", 5127));
            if (builder.Configuration["socket"] is { } path)
            {
                kestrel.ListenUnixSocket(path, socket => socket.UseConnectionHandler<WalrusGateway>());
            }
        });

        WebApplication app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/", () => Results.Stream(Script.Open("page.html"), "text/html; charset=utf-8"));
        app.MapGet(
            "/systemprompt",
            () => WireResults.ServerSentEvents(SystemPromptWire.Server, script.Play(SystemPromptWire.Server))
        );
        app.MapGet("/walrus", () => WireResults.NewlineDelimited(WalrusWire.Server, script.Play(WalrusWire.Server)));
        app.MapGet("/cinch", () => WireResults.WebSocket(CinchWire.Server, script.Play(CinchWire.Server)));
        app.MapGet(
            "/smooth-operator",
            () => WireResults.WebSocket(SmoothOperatorWire.Server, script.Play(SmoothOperatorWire.Server))
        );
        app.MapGet("/synaps", () => WireResults.WebSocket(SynapsWire.Server, script.Play(SynapsWire.Server)));
        return app;
    }

    private static int Number(WebApplicationBuilder builder, string setting, int otherwise) =>
        builder.Configuration[setting] is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
