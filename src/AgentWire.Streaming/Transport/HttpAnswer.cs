using System.Net.Http.Headers;
using System.Text.Json;

namespace AgentWire.Streaming.Transport;

/// <summary>Reads what a server says in an answer that is no stream.</summary>
internal static class HttpAnswer
{
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

    /// <summary>Reads the beginning of a body that is only an explanation: what can be read before the limit. The method does not throw.</summary>
    /// <param name="content">The body.</param>
    /// <param name="maxBytes">The maximum number of bytes to read.</param>
    /// <param name="limit">The token that ends the read.</param>
    public static async Task<ReadOnlyMemory<byte>> ReadBeginningAsync(
        HttpContent content,
        int maxBytes,
        CancellationToken limit
    )
    {
        byte[] body = new byte[maxBytes];
        int length = 0;
        try
        {
            using Stream stream = await Http.OpenAsync(content, limit).ConfigureAwait(false);
            // A stream that ignores the token ends when it is closed.
            using CancellationTokenRegistration registration = limit.Register(() =>
                _ = TransportFault.IgnoreAsync(stream.CloseAsync)
            );
            int count;
            do
            {
                count = await Http.ReadAsync(stream, body, length, limit).ConfigureAwait(false);
                length += count;
            } while (count > 0 && length < body.Length);
        }
        catch (Exception exception) when (TransportFault.Is(exception))
        {
            // The status says enough.
        }

        return body.AsMemory(0, length);
    }

    /// <summary>Reads problem details. Returns false if the body is not a JSON object.</summary>
    public static bool TryReadProblem(ReadOnlySpan<byte> body, out RawJson json, out JsonElement problem)
    {
        try
        {
            json = RawJson.Parse(body);
            problem = json.ToJsonElement();
            return problem.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            json = default;
            problem = default;
            return false;
        }
    }

    /// <summary>Returns a member of problem details, or null if it is absent or no string.</summary>
    public static string? TextOf(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
