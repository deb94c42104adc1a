namespace AgentWire.Runtime.Text;

/// <summary>The forms of a UUID that the reference accepts: with hyphens, 32 digits, in braces, and as a URN. The digits can be in either case.</summary>
internal static class Uuid
{
    private const int HyphenatedLength = 36;
    private const int SimpleLength = 32;

    public static bool IsValid(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan();
        if (digits.Length == SimpleLength)
        {
            return AreHexDigits(digits);
        }

        if (digits.Length == HyphenatedLength + 2 && digits[0] == '{' && digits[HyphenatedLength + 1] == '}')
        {
            digits = digits.Slice(1, HyphenatedLength);
        }
        else if (digits.StartsWith("urn:uuid:".AsSpan(), StringComparison.Ordinal))
        {
            digits = digits.Slice("urn:uuid:".Length);
        }

        return digits.Length == HyphenatedLength
            && digits[8] == '-'
            && digits[13] == '-'
            && digits[18] == '-'
            && digits[23] == '-'
            && AreHexDigits(digits.Slice(0, 8))
            && AreHexDigits(digits.Slice(9, 4))
            && AreHexDigits(digits.Slice(14, 4))
            && AreHexDigits(digits.Slice(19, 4))
            && AreHexDigits(digits.Slice(24));
    }

    private static bool AreHexDigits(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (c > 'f' || JsonEscape.HexValue((byte)c) < 0)
            {
                return false;
            }
        }

        return true;
    }
}
