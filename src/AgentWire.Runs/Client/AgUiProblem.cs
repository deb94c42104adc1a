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
    internal static AgUiProblem? Read(ReadOnlySpan<byte> body) =>
        HttpAnswer.TryReadProblem(body, out RawJson json, out JsonElement problem)
            ? new(
                HttpAnswer.TextOf(problem, "title"),
                HttpAnswer.TextOf(problem, "detail"),
                HttpAnswer.TextOf(problem, "code"),
                HttpAnswer.TextOf(problem, "pointer"),
                json
            )
            : null;
}
