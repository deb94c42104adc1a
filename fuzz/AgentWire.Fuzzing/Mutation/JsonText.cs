using System.Globalization;
using System.Text;

namespace AgentWire.Fuzzing.Mutation;

/// <summary>Decodes names and strings.</summary>
internal static class JsonText
{
    /// <summary>Returns the text of a string token. Lone surrogates are kept, and an invalid escape becomes its letter.</summary>
    public static string Unescape(ReadOnlySpan<byte> token)
    {
        string raw = Encoding.UTF8.GetString(token[1..^1]);
        if (!raw.Contains('\\', StringComparison.Ordinal))
        {
            return raw;
        }

        StringBuilder text = new(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            char letter = raw[++i];
            int known = "bfnrt".IndexOf(letter, StringComparison.Ordinal);
            if (letter == 'u' && i + 4 < raw.Length && TryHex(raw.AsSpan(i + 1, 4), out char escaped))
            {
                text.Append(escaped);
                i += 4;
            }
            else
            {
                text.Append(known >= 0 ? "\b\f\n\r\t"[known] : letter);
            }
        }

        return text.ToString();
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out char escaped)
    {
        bool isHex = ushort.TryParse(
            digits,
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out ushort code
        );
        escaped = (char)code;
        return isHex;
    }
}
