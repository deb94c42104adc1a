using System.Text.Json;

namespace AgentWire.Tool.Conformance;

/// <summary>The answer of a testee. Exactly one of the first five values is present.</summary>
/// <param name="Output">The bytes that the testee wrote back.</param>
/// <param name="Error">The code with which the testee refused the message, or <see cref="Refused"/> if it has no codes.</param>
/// <param name="Valid">The verdict of the testee's schema validator.</param>
/// <param name="Report">What the testee says about a stream.</param>
/// <param name="Skip">The reason why the testee does not support this.</param>
internal sealed record Answer(
    byte[]? Output,
    string? Error,
    bool? Valid,
    JsonElement? Report,
    string? Skip,
    string? Pointer = null,
    long? Offset = null,
    string? Message = null
)
{
    public const string Refused = "refused";

    // A report can contain events of the greatest depth.
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 256 };

    /// <summary>The advice for a line that is not an answer.</summary>
    public const string Advice =
        "Answer each request with one line of JSON that contains its \"id\". Write nothing else to standard output; write logs to standard error.";

    /// <summary>Parses a line as the answer to a case.</summary>
    /// <exception cref="TesteeException">The line is not an answer to the case.</exception>
    public static Answer Parse(ReadOnlyMemory<byte> line, Case question)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line, Limits);
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
                answer.TryGetProperty("report", out JsonElement report) ? ReportOf(report) : null,
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
            throw NoAnswer(
                line,
                "has a member of the wrong type (\"output\" is base64, \"valid\" is true or false, \"report\" is an object)"
            );
        }
    }

    private bool Fits(Operation operation)
    {
        bool[] given = [Output is not null, Error is not null, Valid is not null, Report is not null, Skip is not null];
        bool answers = operation switch
        {
            Operation.Read => Output is not null || Error is not null,
            Operation.Schema => Valid is not null,
            _ => Report is not null,
        };
        return given.Count(each => each) == 1 && (answers || Skip is not null);
    }

    private static string Wanted(Operation operation) =>
        operation switch
        {
            Operation.Read => "does not have exactly one of \"output\", \"error\" and \"skip\"",
            Operation.Schema => "does not have exactly one of \"valid\" and \"skip\"",
            _ => "does not have exactly one of \"report\" and \"skip\"",
        };

    private static JsonElement ReportOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object ? json.Clone() : throw new FormatException("A report is an object.");

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static TesteeException NoAnswer(ReadOnlyMemory<byte> line, string fault) =>
        new($"a line that {fault}: {Excerpt.Of(line.Span)}", Advice);
}
