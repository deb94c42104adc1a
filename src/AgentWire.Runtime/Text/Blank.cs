namespace AgentWire.Runtime.Text;

/// <summary>Checks for text that consists only of white space.</summary>
internal static class Blank
{
    public static bool IsBlank(string text)
    {
        foreach (char c in text)
        {
            if (!IsWhiteSpace(c))
            {
                return false;
            }
        }

        return true;
    }

    // The characters with the Unicode property White_Space, which the contract uses. char.IsWhiteSpace depends on the runtime: .NET Framework includes U+180E.
    private static bool IsWhiteSpace(char c) =>
        c
            is (>= '\t' and <= '\r')
                or ' '
                or '\u0085'
                or '\u00A0'
                or '\u1680'
                or (>= '\u2000' and <= '\u200A')
                or '\u2028'
                or '\u2029'
                or '\u202F'
                or '\u205F'
                or '\u3000';
}
