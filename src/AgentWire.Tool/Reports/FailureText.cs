using System.Globalization;
using AgentWire.Tool.Conformance;

namespace AgentWire.Tool.Reports;

/// <summary>Describes a failure for the author of a testee, in lines of text.</summary>
internal static class FailureText
{
    private const int LabelWidth = 10;

    public static IEnumerable<string> Lines(Check check)
    {
        if (check.Failure is not { } failure)
        {
            yield break;
        }

        yield return Labelled("case", Printable.Escape(check.Case.Description));
        if (
            failure.Kind is FailureKind.Verdict or FailureKind.Code
            && check.Case is VectorCase { Vector.Reading: { Code: { } code } expectation }
        )
        {
            int at = (int)Math.Min(expectation.Offset, check.Case.Input.Length);
            (string text, int column) = Excerpt.Around(check.Case.Input, at);
            yield return Labelled("input", text);
            yield return Mark(column, $"byte {N(at)}: {code}");
        }
        else
        {
            yield return Labelled("input", Excerpt.Of(check.Case.Input));
        }

        if (failure is { Kind: FailureKind.Bytes or FailureKind.Stream, Expected: { } expected, Actual: { } actual })
        {
            int at = expected.AsSpan().CommonPrefixLength(actual);
            yield return Labelled("expected", Excerpt.Around(expected, at).Text);
            (string text, int column) = Excerpt.Around(actual, at);
            yield return Labelled("actual", text);
            yield return Mark(column, $"byte {N(at)}: expected {ByteAt(expected, at)}, found {ByteAt(actual, at)}");
        }
        else if (failure.Expected is not null)
        {
            yield return Labelled("expected", Excerpt.Of(failure.Expected));
        }
        else if (failure.Actual is not null)
        {
            yield return Labelled("actual", Excerpt.Of(failure.Actual));
        }

        foreach (string line in failure.TesteeErrors ?? [])
        {
            yield return Labelled("stderr", line);
        }

        yield return Labelled("to do", failure.Advice);
    }

    private static string Labelled(string label, string text) => label.PadRight(LabelWidth) + text;

    private static string Mark(int column, string text) => new string(' ', LabelWidth + column) + "^ " + text;

    private static string ByteAt(byte[] bytes, int at) =>
        at == bytes.Length ? "the end"
        : bytes[at] is > (byte)' ' and < 0x7f ? $"'{(char)bytes[at]}'"
        : "0x" + bytes[at].ToString("x2", CultureInfo.InvariantCulture);

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);
}
