using System.Globalization;
using System.Text;

namespace AgentWire.Tool;

/// <summary>Makes external text safe for a terminal or a log: one line, without control sequences.</summary>
internal static class Printable
{
    /// <summary>Returns the text with control, line-breaking, direction-changing and unpaired characters as <c>\uXXXX</c>.</summary>
    public static string Escape(string text)
    {
        int safe = 0;
        while (safe < text.Length && text[safe] is >= ' ' and <= '~')
        {
            safe++;
        }

        if (safe == text.Length)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16).Append(text, 0, safe);
        foreach (Rune rune in text.AsSpan(safe).EnumerateRunes())
        {
            if (IsUnsafe(rune))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                escaped.Append(rune);
            }
        }

        return escaped.ToString();
    }

    // An unpaired surrogate is enumerated as U+FFFD, which is harmless.
    private static bool IsUnsafe(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
