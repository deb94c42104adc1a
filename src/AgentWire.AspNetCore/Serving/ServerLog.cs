using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentWire.AspNetCore.Serving;

internal static partial class ServerLog
{
    public static void SlowClient(HttpContext context) => SlowClient(Logger(context), context.Request.Path);

    public static void Closed(HttpContext context, CloseReason reason) =>
        Closed(Logger(context), context.Request.Path, (int)reason.Status, reason.Description);

    public static void Refused(HttpContext context, int status) =>
        Refused(Logger(context), context.Request.Path, context.Request.Headers.Origin.ToString(), status);

    private static ILogger Logger(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("AgentWire.AspNetCore");

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "A client of {Path} is too slow and is disconnected.",
        EventName = "SlowClient"
    )]
    private static partial void SlowClient(ILogger logger, PathString path);

    [LoggerMessage(
        2,
        LogLevel.Debug,
        "A WebSocket of {Path} is closed with status {Status}: {Reason}",
        EventName = "Closed"
    )]
    private static partial void Closed(ILogger logger, PathString path, int status, string? reason);

    [LoggerMessage(
        3,
        LogLevel.Information,
        "A request for the WebSocket {Path} from origin '{Origin}' is refused with status {Status}.",
        EventName = "Refused"
    )]
    private static partial void Refused(ILogger logger, PathString path, string origin, int status);
}
