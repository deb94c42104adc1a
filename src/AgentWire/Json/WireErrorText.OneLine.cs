using System.Globalization;
using System.Text;

namespace AgentWire.Json;

internal static partial class WireErrorText
{
    /// <summary>Text without line breaks and other controls, with dots where it goes on.</summary>
    public static string OneLine(string text, int maxLength)
    {
        StringBuilder line = new();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            string shown =
                char.IsControl(c) || c is '\u2028' or '\u2029'
                    ? "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture)
                : char.IsHighSurrogate(c) && i + 1 < text.Length ? text.Substring(i++, 2)
                : c.ToString();
            if (line.Length + shown.Length > maxLength)
            {
                return line.Append('…').ToString();
            }

            line.Append(shown);
        }

        return line.ToString();
    }
}
