using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentWire.Fuzzing.Differential;

/// <summary>The formats of times that the library, serde and the schemas distinguish.</summary>
internal static partial class TimeText
{
    /// <summary>Returns whether a text is an RFC 3339 time in a year of four digits.</summary>
    public static bool IsRfc3339(string text) => Rfc3339().IsMatch(text) && !IsBeyondYears(text);

    /// <summary>Returns whether a time is written as servers send it, which the schemas require.</summary>
    public static bool IsAsSent(string text) => SentTime().IsMatch(text);

    /// <summary>Returns whether chrono, which serde uses, accepts a time. It accepts more than RFC 3339.</summary>
    public static bool IsLoose(string text) => LooseTime().IsMatch(text);

    /// <summary>Returns whether the offset moves a time out of the years with four digits.</summary>
    private static bool IsBeyondYears(string text)
    {
        static int Minutes(ReadOnlySpan<char> clock) =>
            (int.Parse(clock[..2], CultureInfo.InvariantCulture) * 60)
            + int.Parse(clock[3..5], CultureInfo.InvariantCulture);

        int sign = text[^6] switch
        {
            '+' => -1,
            '-' => 1,
            _ => 0,
        };
        int minutes = Minutes(text.AsSpan(11)) + (sign == 0 ? 0 : sign * Minutes(text.AsSpan(text.Length - 5)));
        return text[..10] switch
        {
            "0000-01-01" => minutes < 0,
            "9999-12-31" => minutes >= 24 * 60,
            _ => false,
        };
    }

    [GeneratedRegex(
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])\\z"
    )]
    private static partial Regex Rfc3339();

    [GeneratedRegex("^[^Tt]{10}T[^Z.]{8}(\\.([0-9]{3}|[0-9]{6}|[0-9]{9}))?Z\\z")]
    private static partial Regex SentTime();

    [GeneratedRegex(
        "^\\s*[+-]?[0-9]+\\s*-\\s*[0-9]{1,2}\\s*-\\s*[0-9]{1,2}(\\s*[Tt]|\\s)\\s*[0-9]{1,2}\\s*:\\s*[0-9]{1,2}\\s*:\\s*[0-9]{1,2}(\\.[0-9]+)?\\s*([Zz]|[Uu][Tt][Cc]|[+-\u2212][0-9]{2}[\\s:]*[0-9]{2})\\s*\\z"
    )]
    private static partial Regex LooseTime();
}
