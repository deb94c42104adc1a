using System.Text.Json;

namespace AgentWire.Runs;

/// <summary>What a server says about a request that it refuses: problem details (RFC 9457). All texts are as the server has written them.</summary>
/// <param name="Title">What kind of problem it is.</param>
/// <param name="Detail">What is wrong with this request.</param>
/// <param name="Code">The code of the problem, which is an extension.</param>
/// <param name="Pointer">The JSON Pointer to the place in the request, which is an extension.</param>
/// <param name="Json">All that the server says.</param>
public sealed record AgUiProblem(string? Title, string? Detail, string? Code, string? Pointer, RawJson Json)
{
    /// <summary>Reads the body of a response. Returns null if it is not a JSON object.</summary>
    internal static AgUiProblem? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            RawJson json = RawJson.Parse(body.Span);
            JsonElement problem = json.ToJsonElement();
            return problem.ValueKind == JsonValueKind.Object
                ? new(
                    Text(problem, "title"),
                    Text(problem, "detail"),
                    Text(problem, "code"),
                    Text(problem, "pointer"),
                    json
                )
                : null;
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
