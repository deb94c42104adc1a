namespace AgentWire.Tool.Conformance;

/// <summary>Guesses from the first different bytes which rule of writing was broken.</summary>
internal static class Advice
{
    public static string On(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, int at)
    {
        byte right = at < expected.Length ? expected[at] : (byte)0;
        byte wrong = at < actual.Length ? actual[at] : (byte)0;
        byte before = at > 0 ? expected[at - 1] : (byte)0;
        if (IsInString(expected[..at], out bool isName))
        {
            return wrong == '\\' && right != '\\'
                    ? "Write this character as itself, in UTF-8: only \", \\ and U+0000 to U+001F are escaped (spec/README.md, Strings)."
                : right == '\\' || before == '\\' || IsHex(right, wrong)
                    ? "Escapes are \\\" \\\\ \\b \\t \\n \\f \\r, and \\u00xx with lower-case digits for other control characters (spec/README.md, Strings)."
                : isName ? Members
                : "The text differs from the one that was read.";
        }

        return wrong is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'
                ? "Write no white space between tokens and no line break at the end (spec/README.md, Bytes)."
            : IsNumber(right) && IsNumber(wrong) || IsDigit(before) && (IsNumber(right) || IsNumber(wrong))
                ? "Write integers in plain decimal. Write floats in their shortest form, with a fraction or an exponent (spec/README.md, Numbers)."
            : right is (byte)'"' or (byte)',' or (byte)'}' || wrong is (byte)'"' or (byte)',' or (byte)'}' || right == 0
                ? Members
            : "The value differs from the one that was read.";
    }

    private const string Members =
        "A member is missing, superfluous or in the wrong place. Write all members in the order of the schema, and omit optional members without a value (spec/README.md, Order and Values).";

    private static bool IsInString(ReadOnlySpan<byte> before, out bool isName)
    {
        bool inString = false;
        isName = false;
        for (int i = 0; i < before.Length; i++)
        {
            if (before[i] == '"')
            {
                inString = !inString;
                isName = inString && i > 0 && before[i - 1] is (byte)'{' or (byte)',';
            }
            else if (before[i] == '\\')
            {
                i++;
            }
        }

        return inString;
    }

    private static bool IsDigit(byte c) => c is >= (byte)'0' and <= (byte)'9';

    private static bool IsNumber(byte c) =>
        IsDigit(c) || c is (byte)'.' or (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-';

    private static bool IsHex(byte right, byte wrong) =>
        right != wrong && (right | 0x20) == (wrong | 0x20) && (right | 0x20) is >= 'a' and <= 'f';
}
