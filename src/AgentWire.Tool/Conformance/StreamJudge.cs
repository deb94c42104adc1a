using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentWire.Tool.Conformance;

/// <summary>Compares what a testee says about a stream with what is expected. Values are compared as JSON.</summary>
internal static class StreamJudge
{
    private const string Rule = "rule";

    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 256,
    };

    private static readonly string[] Parts =
    [
        "outcome",
        "at",
        "events",
        "messages",
        "state",
        "pendingInterrupts",
        "runs",
    ];

    /// <summary>Returns the first part that differs, or null.</summary>
    public static Failure? OfParts(StreamCase question, Answer answer) => First(question, answer, Parts);

    /// <summary>Returns whether the testee says which rule an event breaks. Only then it is compared.</summary>
    public static bool SaysRule(Answer answer) =>
        answer.Report is { ValueKind: JsonValueKind.Object } report && report.TryGetProperty(Rule, out _);

    public static Failure? OfRule(StreamCase question, Answer answer) => First(question, answer, [Rule]);

    private static Failure? First(StreamCase question, Answer answer, string[] parts)
    {
        using JsonDocument expected = JsonDocument.Parse(
            question.Stream.Expected,
            new JsonDocumentOptions { MaxDepth = 256 }
        );
        foreach (string part in parts)
        {
            JsonElement? wanted = Find(expected.RootElement, part);
            JsonElement? given = Find(answer.Report!.Value, part);
            bool same =
                wanted is { } left && given is { } right
                    ? JsonElement.DeepEquals(left, right)
                    : wanted is null && given is null;
            if (!same)
            {
                return new Failure(
                    FailureKind.Stream,
                    $"another {part} than expected",
                    $"The case fails if an implementation does this: {question.Stream.Fault}",
                    Bytes(wanted),
                    Bytes(given)
                );
            }
        }

        return null;
    }

    private static JsonElement? Find(JsonElement report, string part) =>
        report.TryGetProperty(part, out JsonElement value) ? value : null;

    private static byte[] Bytes(JsonElement? value) =>
        value is { } present ? JsonSerializer.SerializeToUtf8Bytes(present, Compact) : "absent"u8.ToArray();
}
