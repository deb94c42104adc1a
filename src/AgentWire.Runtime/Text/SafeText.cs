using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace AgentWire.CompilerServices;

/// <summary>Makes untrusted text safe for logs, exceptions and terminals.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SafeText
{
    /// <summary>
    /// Returns the text on one line. Control characters, line separators, invisible format characters (such as those that change
    /// the direction of text) and lone surrogates are escaped as in JSON. If the text is too long, it is cut and ends with an
    /// ellipsis.
    /// </summary>
    /// <param name="text">The untrusted text.</param>
    /// <param name="maxLength">The maximum length of the result, in UTF-16 code units and without the ellipsis.</param>
    public static string OneLine(string text, int maxLength)
    {
        StringBuilder line = new();
        return TryAppend(line, text, maxLength) ? line.ToString() : line.Append('…').ToString();
    }

    /// <summary>Appends the text as in <see cref="OneLine"/>, but without an ellipsis.</summary>
    /// <param name="line">The builder to append to.</param>
    /// <param name="text">The untrusted text.</param>
    /// <param name="maxLength">The maximum number of UTF-16 code units to append.</param>
    /// <param name="isQuoted">Whether quotation marks and backslashes are also escaped.</param>
    /// <returns>False if the text was cut.</returns>
    internal static bool TryAppend(StringBuilder line, string text, int maxLength, bool isQuoted = false)
    {
        int most = line.Length + maxLength;
        for (int i = 0; i < text.Length; )
        {
            int length = char.IsSurrogatePair(text, i) ? 2 : 1;
            bool isShown = IsShown(text, i);
            bool hasBackslash = isQuoted && text[i] is ('"' or '\\');
            int shownLength = isShown ? length + (hasBackslash ? 1 : 0) : 6 * length;
            if (line.Length + shownLength > most)
            {
                return false;
            }

            line.Append(hasBackslash ? "\\" : "");
            for (int end = i + length; i < end; i++)
            {
                _ = isShown
                    ? line.Append(text[i])
                    : line.Append("\\u").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        return true;
    }

    private static bool IsShown(string text, int index) =>
        CharUnicodeInfo.GetUnicodeCategory(text, index)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate
            );
}
