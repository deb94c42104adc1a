using System.Text.Json;

namespace AgentWire.Tool.Conformance;

/// <summary>What a testee answered; exactly one of the first four is there.</summary>
/// <param name="Output">The bytes that it wrote back.</param>
/// <param name="Error">The code with which it refused the message; <see cref="Refused"/> where it has no codes.</param>
/// <param name="Valid">What its schema validator says.</param>
/// <param name="Skip">Why it does not do this.</param>
internal sealed record Answer(
    byte[]? Output,
    string? Error,
    bool? Valid,
    string? Skip,
    string? Pointer = null,
    long? Offset = null,
    string? Message = null
)
{
    public const string Refused = "refused";

    /// <summary>What to do about a line that is none.</summary>
    public const string Advice =
        "Answer each request with one line of JSON that has its \"id\"; write nothing else to standard output, and logs to standard error.";

    /// <summary>Takes a line for the answer to a case.</summary>
    /// <exception cref="TesteeException">It is none.</exception>
    public static Answer Parse(ReadOnlyMemory<byte> line, Case question)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement answer = json.RootElement;
            if (answer.ValueKind != JsonValueKind.Object)
            {
                throw NoAnswer(line, "is not a JSON object");
            }

            string? id = Text(answer, "id");
            if (id != question.Key)
            {
                throw NoAnswer(
                    line,
                    id is null
                        ? "has no \"id\""
                        : $"has the id {Excerpt.Of(id)}, but the request was {Excerpt.Of(question.Key)}"
                );
            }

            var parsed = new Answer(
                answer.TryGetProperty("output", out JsonElement output) ? output.GetBytesFromBase64() : null,
                Text(answer, "error"),
                answer.TryGetProperty("valid", out JsonElement valid) ? valid.GetBoolean() : null,
                Text(answer, "skip"),
                Text(answer, "pointer"),
                answer.TryGetProperty("offset", out JsonElement offset) ? offset.GetInt64() : null,
                Text(answer, "message")
            );
            return parsed.Fits(question.Operation) ? parsed : throw NoAnswer(line, Wanted(question.Operation));
        }
        catch (JsonException)
        {
            throw NoAnswer(line, "is not JSON");
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw NoAnswer(line, "has a member of the wrong kind (\"output\" is base64, \"valid\" true or false)");
        }
    }

    private bool Fits(Operation operation)
    {
        bool reads = Output is not null || Error is not null;
        bool judges = Valid is not null;
        int given = (Output is null ? 0 : 1) + (Error is null ? 0 : 1) + (judges ? 1 : 0) + (Skip is null ? 0 : 1);
        return given == 1 && !(operation == Operation.Read ? judges : reads);
    }

    private static string Wanted(Operation operation) =>
        operation == Operation.Read
            ? "does not have exactly one of \"output\", \"error\" and \"skip\""
            : "does not have exactly one of \"valid\" and \"skip\"";

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static TesteeException NoAnswer(ReadOnlyMemory<byte> line, string fault) =>
        new($"a line that {fault}: {Excerpt.Of(line.Span)}", Advice);
}
