using AgentWire.Spec.Vectors;

namespace AgentWire.Tool.Conformance;

/// <summary>Compares answers with vectors.</summary>
internal static class Judge
{
    /// <summary>Returns the checks of an answer: one for the verdict and, for an error, one for its code.</summary>
    /// <param name="strict">Whether an answer must have a code.</param>
    public static IEnumerable<Check> Checks(Case question, Answer answer, bool strict)
    {
        Check check = CheckOf(question);
        if (answer.Skip is not null)
        {
            yield return check with
            {
                Outcome = Outcome.Skipped,
                Skip = answer.Skip,
            };
            yield break;
        }

        yield return Failed(
            check,
            question switch
            {
                StreamCase stream => StreamJudge.OfParts(stream, answer),
                VectorCase { Operation: Operation.Schema, Vector: var vector } => OfSchema(vector, answer),
                VectorCase { Vector: var vector } => OfReading(vector, answer),
                _ => throw new NotSupportedException($"{question} is unknown"),
            }
        );
        if (question.DetailId is { } detail && HasDetail(question, answer, strict))
        {
            yield return Failed(
                new Check(question, detail, false),
                question is StreamCase stream
                    ? StreamJudge.OfRule(stream, answer)
                    : OfCode(((VectorCase)question).Vector.Reading, answer)
            );
        }
    }

    /// <summary>Returns whether the answer says more about a refusal than that it is one.</summary>
    private static bool HasDetail(Case question, Answer answer, bool strict) =>
        question is StreamCase
            ? strict || StreamJudge.SaysRule(answer)
            : answer.Error is not null && (strict || answer.Error != Answer.Refused);

    /// <summary>Returns the failed check of a request that was not answered.</summary>
    public static Check Unanswered(Case question, TesteeException fault, IReadOnlyList<string> testeeErrors) =>
        Failed(
            CheckOf(question) with
            {
                IsRequired = true,
            },
            new Failure(
                FailureKind.Testee,
                $"instead of an answer, the testee gave {fault.Message}",
                fault.Advice,
                TesteeErrors: testeeErrors
            )
        );

    private static Check CheckOf(Case question) => new(question, question.Id, question.IsRequired);

    private static Check Failed(Check check, Failure? failure) =>
        failure is null ? check : check with { Outcome = Outcome.Failed, Failure = failure };

    private static Failure? OfReading(Vector vector, Answer answer)
    {
        ReadVerdict expected = vector.Reading;
        if (expected.Output is null)
        {
            return answer.Output is null
                ? null
                : new Failure(
                    FailureKind.Verdict,
                    $"read, but must be refused: {Place(expected.Code!, expected.Pointer, expected.Offset)}",
                    "Refuse this message when reading it, and answer with \"error\".",
                    Actual: answer.Output
                );
        }

        if (answer.Output is null)
        {
            return new Failure(
                FailureKind.Verdict,
                $"refused, but must be read; the testee reported: {Place(answer.Error!, answer.Pointer, answer.Offset)}"
                    + (answer.Message is null ? "" : $": {Excerpt.Of(answer.Message)}"),
                expected.HoldsUnknown
                    ? "An unknown variant is data. Keep the whole value and write it as it was read. If you refuse it on purpose, list the case in a baseline."
                    : "Accept this message, and write it back with the expected bytes.",
                Expected: expected.Output
            );
        }

        if (answer.Output.AsSpan().SequenceEqual(expected.Output))
        {
            return null;
        }

        int at = answer.Output.AsSpan().CommonPrefixLength(expected.Output);
        return new Failure(
            FailureKind.Bytes,
            $"written back with other bytes, starting at byte {at}",
            Advice.On(expected.Output, answer.Output, at),
            expected.Output,
            answer.Output
        );
    }

    private static Failure? OfCode(ReadVerdict expected, Answer answer) =>
        answer.Error == expected.Code
        && (answer.Pointer is null || CutPointer.Matches(answer.Pointer, expected.Pointer!))
        && (answer.Offset ?? expected.Offset) == expected.Offset
            ? null
            : new Failure(
                FailureKind.Code,
                $"refused {Given(answer)}; expected {Place(expected.Code!, expected.Pointer, expected.Offset)}",
                "Report the first defect in byte order, with its code and position (spec/README.md, Errors)."
            );

    private static Failure? OfSchema(Vector vector, Answer answer) =>
        answer.Valid == vector.SchemaAccepts
            ? null
            : new Failure(
                FailureKind.Schema,
                answer.Valid == true
                    ? "valid according to the testee, but the schema refuses it"
                    : "invalid according to the testee, but the schema accepts it",
                $"Validate against the definition {vector.Type} of spec/{vector.Dialect} without changes. An input that is not JSON is not valid."
            );

    private static string Given(Answer answer) =>
        answer.Error == Answer.Refused
            ? "without a code"
            : $"with {Place(answer.Error!, answer.Pointer, answer.Offset)}";

    private static string Place(string code, string? pointer, long? offset) =>
        Excerpt.Of(code)
        + (pointer is null ? "" : $" at {(pointer.Length == 0 ? "(root)" : Excerpt.Of(pointer))}")
        + (offset is null ? "" : $" (byte {offset})");
}
