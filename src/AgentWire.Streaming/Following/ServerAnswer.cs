using System.Net;
using System.Text.Json;
using AgentWire.CompilerServices;
using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming.Following;

/// <summary>What the answers of a server mean that are no stream.</summary>
internal static class ServerAnswer
{
    private const int MaxShown = 256;
    private const int MaxProblemBytes = 16 * 1024;

    private static readonly TimeSpan ProblemTime = TimeSpan.FromSeconds(5);

    /// <summary>Returns why following ends, or null if another attempt can get another answer.</summary>
    public static WireFollowEnd? EndOf(HttpStatusCode status, bool hasCursor) =>
        (int)status switch
        {
            204 => WireFollowEnd.CompletedByServer,
            410 when hasCursor => WireFollowEnd.PositionGone,
            408 or 425 or 429 or (>= 500 and <= 599) => null,
            _ => WireFollowEnd.Refused,
        };

    /// <summary>Returns the description of an answer.</summary>
    public static string Describe(HttpStatusCode status, string rest = "") =>
        FormattableString.Invariant($"The server answered with status {(int)status}{rest}");

    /// <summary>Returns text of the server, on one line and cut.</summary>
    public static string Show(string text) => SafeText.OneLine(text, MaxShown);

    /// <summary>Reads what the server says about the problem, as far as it is short and says it in JSON. Otherwise, returns null.</summary>
    public static async Task<string?> ReadProblemAsync(
        HttpContent content,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
        {
            return null;
        }

        using CancellationTokenSource limit = Http.Limit(clock, ProblemTime);
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            limit.Token
        );
        ReadOnlyMemory<byte> body = await HttpAnswer
            .ReadBeginningAsync(content, MaxProblemBytes, source.Token)
            .ConfigureAwait(false);
        return HttpAnswer.TryReadProblem(body.Span, out _, out JsonElement problem)
            ? HttpAnswer.TextOf(problem, "detail") ?? HttpAnswer.TextOf(problem, "title")
            : null;
    }
}
