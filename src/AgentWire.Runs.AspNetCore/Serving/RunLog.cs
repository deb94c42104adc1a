using AgentWire.AspNetCore.Serving;
using AgentWire.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentWire.Runs.AspNetCore.Serving;

/// <summary>The log messages of the library. Clients choose paths and identifiers, so these are cut and logged on one line.</summary>
internal static partial class RunLog
{
    private const int MaxShown = 256;

    public static void Refused(HttpContext context, RequestProblem problem) =>
        Refused(Logger(context), Path(context), problem.Status, problem.Detail, problem.Pointer ?? "");

    public static void Failed(HttpContext context, string runId, Exception exception) =>
        Failed(Logger(context), exception, SafeText.OneLine(runId, MaxShown), Path(context));

    public static void NotDescribed(HttpContext context, Exception exception) =>
        NotDescribed(Logger(context), exception, Path(context));

    private static ILogger Logger(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("AgentWire.Runs.AspNetCore");

    private static string Path(HttpContext context) => SafeText.OneLine(context.Request.Path.Value ?? "", MaxShown);

    [LoggerMessage(
        1,
        LogLevel.Information,
        "A request for {Path} is refused with status {Status}: {Detail} {Pointer}",
        EventName = "Refused"
    )]
    private static partial void Refused(ILogger logger, string path, int status, string detail, string pointer);

    [LoggerMessage(2, LogLevel.Error, "The run '{RunId}' of {Path} has failed.", EventName = "Failed")]
    private static partial void Failed(ILogger logger, Exception exception, string runId, string path);

    [LoggerMessage(
        3,
        LogLevel.Error,
        "The function that describes errors of {Path} has failed. The client gets the default description.",
        EventName = "NotDescribed"
    )]
    private static partial void NotDescribed(ILogger logger, Exception exception, string path);
}
