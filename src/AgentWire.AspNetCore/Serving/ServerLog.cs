using AgentWire.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentWire.AspNetCore.Serving;

/// <summary>The log messages of the library. Clients choose paths and origins, so these are cut and logged on one line.</summary>
internal static partial class ServerLog
{
    private const int MaxShown = 256;

    public static void SlowClient(HttpContext context) => SlowClient(Logger(context), Path(context));

    public static void Closed(HttpContext context, CloseReason reason) =>
        Closed(Logger(context), Path(context), (int)reason.Status, reason.Description);

    public static void Refused(HttpContext context, int status, string reason) =>
        Refused(
            Logger(context),
            Path(context),
            SafeText.OneLine(context.Request.Headers.Origin.ToString(), MaxShown),
            status,
            reason
        );

    public static void LeftBehind(HttpContext context) => LeftBehind(Logger(context), Path(context));

    private static ILogger Logger(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("AgentWire.AspNetCore");

    private static string Path(HttpContext context) => SafeText.OneLine(context.Request.Path.Value ?? "", MaxShown);

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "A client of {Path} is too slow and is disconnected.",
        EventName = "SlowClient"
    )]
    private static partial void SlowClient(ILogger logger, string path);

    [LoggerMessage(
        2,
        LogLevel.Debug,
        "A WebSocket of {Path} is closed with status {Status}: {Reason}",
        EventName = "Closed"
    )]
    private static partial void Closed(ILogger logger, string path, int status, string? reason);

    [LoggerMessage(
        3,
        LogLevel.Information,
        "A request for the WebSocket {Path} from origin '{Origin}' is refused with status {Status}: {Reason}.",
        EventName = "Refused"
    )]
    private static partial void Refused(ILogger logger, string path, string origin, int status, string reason);

    [LoggerMessage(
        4,
        LogLevel.Warning,
        "The server is stopping, but the code that serves a client of {Path} continues although it was cancelled. It is abandoned.",
        EventName = "LeftBehind"
    )]
    private static partial void LeftBehind(ILogger logger, string path);
}
