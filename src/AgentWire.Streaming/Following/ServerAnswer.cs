using System.Net;
using System.Net.Http.Headers;
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

    /// <summary>Returns the delay that the server asks for, or null if it asks for none.</summary>
    public static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, TimeProvider clock)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return header switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
            _ => null,
        };
    }

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
        byte[] body = new byte[MaxProblemBytes];
        int length = 0;
        try
        {
            using Stream stream = await Http.OpenAsync(content, source.Token).ConfigureAwait(false);
            // A stream that ignores the token ends when it is closed.
            using CancellationTokenRegistration registration = source.Token.Register(() =>
                _ = TransportFault.IgnoreAsync(stream.CloseAsync)
            );
            int count;
            do
            {
                count = await Http.ReadAsync(stream, body, length, source.Token).ConfigureAwait(false);
                length += count;
            } while (count > 0 && length < body.Length);
        }
        catch (Exception exception) when (TransportFault.Is(exception))
        {
            return null;
        }

        return Explanation(body.AsSpan(0, length));
    }

    private static string? Explanation(ReadOnlySpan<byte> body)
    {
        try
        {
            JsonElement problem = RawJson.Parse(body).ToJsonElement();
            return problem.ValueKind == JsonValueKind.Object ? Text(problem, "detail") ?? Text(problem, "title") : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
