namespace AgentWire.Runtime.Text;

/// <summary>
/// Checks dates and times in the form of RFC 3339, with an upper-case T and Z. A second of 60 is a leap second, which is only
/// possible in the last minute of a day in UTC.
/// </summary>
internal static class DateTimeText
{
    private const int DateLength = 10;
    private const int SecondLength = 8;
    private const int MinutesPerDay = 24 * 60;

    /// <summary>Returns whether text is a date, such as <c>2026-01-31</c>.</summary>
    public static bool IsDate(ReadOnlySpan<char> text) =>
        text.Length == DateLength
        && TryNumber(text.Slice(0, 4), out int year)
        && text[4] == '-'
        && TryNumber(text.Slice(5, 2), out int month)
        && text[7] == '-'
        && TryNumber(text.Slice(8), out int day)
        && month is >= 1 and <= 12
        && day >= 1
        && day <= CivilDate.DaysIn(year, month);

    /// <summary>Returns whether text is a time with an offset, such as <c>23:59:59.5Z</c> and <c>23:59:59+01:00</c>.</summary>
    public static bool IsTime(ReadOnlySpan<char> text)
    {
        if (
            text.Length <= SecondLength
            || !TryMinutes(text.Slice(0, 5), out int minutes)
            || text[5] != ':'
            || !TryNumber(text.Slice(6, 2), out int second)
        )
        {
            return false;
        }

        text = text.Slice(SecondLength);
        if (text[0] == '.')
        {
            int digits = 1;
            while (digits < text.Length && IsDigit(text[digits]))
            {
                digits++;
            }

            if (digits == 1)
            {
                return false;
            }

            text = text.Slice(digits);
        }

        if (!TryOffset(text, out int offset))
        {
            return false;
        }

        int minuteOfDay = (minutes - offset + MinutesPerDay) % MinutesPerDay;
        return second <= 59 || (second == 60 && minuteOfDay == MinutesPerDay - 1);
    }

    /// <summary>Returns whether text is a date, a T, and a time with an offset.</summary>
    public static bool IsDateTime(ReadOnlySpan<char> text) =>
        text.Length > DateLength
        && text[DateLength] == 'T'
        && IsDate(text.Slice(0, DateLength))
        && IsTime(text.Slice(DateLength + 1));

    private static bool TryOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
        {
            return text[0] == 'Z';
        }

        if (text.Length != 6 || text[0] is not ('+' or '-') || !TryMinutes(text.Slice(1), out int distance))
        {
            return false;
        }

        minutes = text[0] == '-' ? -distance : distance;
        return true;
    }

    /// <summary>Reads hours and minutes.</summary>
    private static bool TryMinutes(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (
            !TryNumber(text.Slice(0, 2), out int hour)
            || text[2] != ':'
            || !TryNumber(text.Slice(3), out int minute)
            || hour > 23
            || minute > 59
        )
        {
            return false;
        }

        minutes = (hour * 60) + minute;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (char digit in digits)
        {
            if (!IsDigit(digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }

    private static bool IsDigit(char letter) => letter is >= '0' and <= '9';
}
