namespace AgentWire.Runtime.Text;

/// <summary>Compares strings as their UTF-8 bytes are compared.</summary>
internal static class Utf8Order
{
    public static int Compare(string left, string right)
    {
        int length = Math.Min(left.Length, right.Length);
        for (int i = 0; i < length; i++)
        {
            if (left[i] != right[i])
            {
                return Rank(left[i]) - Rank(right[i]);
            }
        }

        return left.Length - right.Length;
    }

    // A surrogate is a part of a character beyond all others, although its code unit is less than U+E000.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
