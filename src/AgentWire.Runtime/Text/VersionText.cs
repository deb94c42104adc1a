namespace AgentWire.Runtime.Text;

/// <summary>
/// Compares versions: numbers separated by points or hyphens, such as <c>0.9.1</c> or <c>2026-08-22</c>. They are compared number
/// by number, and a number that is missing is 0.
/// </summary>
internal static class VersionText
{
    /// <summary>What a version looks like, for errors.</summary>
    public const string Form =
        "numbers of at most 18 digits, separated by points or hyphens, such as 0.9.1 or 2026-08-22";

    // A long has at least this number of digits.
    private const int MaxDigits = 18;

    public static bool IsValid(string text)
    {
        int digits = 0;
        foreach (char letter in text)
        {
            if (letter is >= '0' and <= '9')
            {
                if (++digits > MaxDigits)
                {
                    return false;
                }
            }
            else if (letter is '.' or '-' && digits > 0)
            {
                digits = 0;
            }
            else
            {
                return false;
            }
        }

        return digits > 0;
    }

    /// <summary>Compares two valid versions.</summary>
    public static int Compare(string left, string right)
    {
        int inLeft = 0;
        int inRight = 0;
        int order = 0;
        while (order == 0 && (inLeft < left.Length || inRight < right.Length))
        {
            order = Next(left, ref inLeft).CompareTo(Next(right, ref inRight));
        }

        return order;
    }

    /// <summary>Reads the number at an index, and moves the index to the next number.</summary>
    private static long Next(string text, ref int index)
    {
        long number = 0;
        for (; index < text.Length && text[index] is >= '0' and <= '9'; index++)
        {
            number = (number * 10) + (text[index] - '0');
        }

        index++;
        return number;
    }
}
