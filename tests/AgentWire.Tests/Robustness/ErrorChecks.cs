using System.Text.RegularExpressions;
using AgentWire.Tests.Conformance;

namespace AgentWire.Tests.Robustness;

/// <summary>Checks that apply to every error, whatever the input is.</summary>
internal static partial class ErrorChecks
{
    private const int MostExcerpt = 200;

    public static void Sound(
        this Report report,
        string place,
        WireCodec codec,
        ReadOnlySpan<byte> input,
        WireError error
    )
    {
        report.That(error.Code != WireErrorCode.None, place, "no code");
        report.That(error.ByteOffset >= 0 && error.ByteOffset <= input.Length, place, $"offset {error.ByteOffset}");
        report.That(
            error.Dialect == codec.Dialect && error.TypeName == codec.TypeName,
            place,
            $"{error.Dialect} {error.TypeName}"
        );
        report.That(Pointer().IsMatch(error.Pointer), place, $"pointer {error.Pointer}");
        report.That(
            error.Pointer.Length <= Pointers.MaxLength,
            place,
            $"a pointer of {error.Pointer.Length} characters"
        );

        // The contract determines what is expected, and the input determines what is found.
        int found = error.Message.IndexOf(", found ", StringComparison.Ordinal);
        report.That(error.Message.StartsWith("expected ", StringComparison.Ordinal) && found > 0, place, error.Message);
        report.That(
            error.Message.Length - found <= MostExcerpt,
            place,
            $"a message of {error.Message.Length} characters"
        );

        string whole = error.ToException().Message;
        report.That(
            whole.Length <= error.Message.Length + (2 * MostExcerpt),
            place,
            $"{whole.Length} characters in all"
        );
        report.That(
            !whole.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'),
            place,
            $"more than one line: {whole}"
        );
        report.That(IsText(error.Pointer) && IsText(whole), place, "half a character");
    }

    private static bool IsText(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsSurrogatePair(text, i) && i++ < text.Length))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex("^(/([^/~]|~[01])*)*$")]
    private static partial Regex Pointer();
}
