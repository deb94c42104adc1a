using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>Writes numbers, times and opaque values in canonical form.</summary>
internal static partial class Canonical
{
    /// <summary>Above this power of ten, and below -5, a float has an exponent.</summary>
    private const int GreatestFixedExponent = 15;
    private const int LeastFixedExponent = -5;

    /// <summary>In milliseconds.</summary>
    private const int MatchTimeout = 1000;

    public static bool IsInteger(string number) => number != "-0" && Integer().IsMatch(number);

    public static string Float(double value)
    {
        // Sign, digits with a decimal point after the first, and exponent, with the fewest digits that read back as the same double.
        string text = value.ToString("E16", CultureInfo.InvariantCulture);
        for (int digits = 0; digits < 17; digits++)
        {
            text = value.ToString($"E{digits}", CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture).Equals(value))
            {
                break;
            }
        }

        string sign = text[0] == '-' ? "-" : "";
        string[] parts = text[sign.Length..].Split('E');
        string mantissa = parts[0].Replace(".", "", StringComparison.Ordinal);
        int exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return sign + (exponent is < LeastFixedExponent or > GreatestFixedExponent ? Scientific() : Fixed());

        string Scientific() =>
            $"{mantissa[0]}{(mantissa.Length > 1 ? "." : "")}{mantissa[1..]}e{(exponent > 0 ? "+" : "")}{exponent}";

        string Fixed() =>
            exponent < 0
                ? $"0.{new string('0', -exponent - 1)}{mantissa}"
                : $"{mantissa.PadRight(exponent + 1, '0').Insert(exponent + 1, ".")}{(mantissa.Length <= exponent + 1 ? "0" : "")}";
    }

    /// <summary>Returns any JSON in canonical form: numbers are rewritten, and of duplicate members the last value is in the place of the first.</summary>
    public static Json Opaque(Json json, OpaqueOrder order, bool keepsNumbers)
    {
        switch (json)
        {
            case Json.Number { Spelling: var spelling } when !keepsNumbers:
                return Number(spelling);
            case Json.List list:
                return new Json.List([.. list.Items.Select(item => Opaque(item, order, keepsNumbers))]);
            case Json.Object members:
                Json.Object last = new([
                    .. members
                        .Members.GroupBy(member => member.Name)
                        .Select(same => new JsonMember(same.Key, Opaque(same.Last().Value, order, keepsNumbers))),
                ]);
                return order == OpaqueOrder.Sorted ? Sort(last) : last;
            default:
                return json;
        }
    }

    /// <summary>Sorts the members by the UTF-8 bytes of their names, at every depth.</summary>
    public static Json Sorted(Json json) =>
        json switch
        {
            Json.List list => new Json.List([.. list.Items.Select(Sorted)]),
            Json.Object members => Sort(
                new Json.Object([.. members.Members.Select(member => member with { Value = Sorted(member.Value) })])
            ),
            _ => json,
        };

    /// <summary>Returns a time in UTC with 0, 3, 6 or 9 fractional digits, or null if the text is not an RFC 3339 time.</summary>
    public static string? Timestamp(string text)
    {
        Match match = Rfc3339().Match(text);
        // A leap second is read as the second before it, and written as itself.
        bool isLeap = match.Groups["second"].Value == "60";
        string offset = match.Groups["offset"].Value is "Z" or "z" ? "+00:00" : match.Groups["offset"].Value;
        if (
            !match.Success
            || !DateTimeOffset.TryParseExact(
                $"{match.Groups["day"]}T{match.Groups["minute"]}:{(isLeap ? "59" : match.Groups["second"])}{offset}",
                "yyyy-MM-dd'T'HH:mm:sszzz",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out DateTimeOffset instant
            )
        )
        {
            return null;
        }

        string digits = match.Groups["fraction"].Value.PadRight(9, '0')[..9];
        int length = Enumerable.Range(0, 4).Select(i => i * 3).First(i => digits[i..].All(digit => digit == '0'));
        string fraction = length == 0 ? "" : $".{digits[..length]}";
        string minute = instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        string second = isLeap ? "60" : match.Groups["second"].Value;
        return $"{minute}:{second}{fraction}Z";
    }

    public static bool IsUuid(string text) => Uuid().IsMatch(text);

    public static bool IsPointer(string text) => Pointer().IsMatch(text);

    public static bool IsDate(string text) =>
        Date().IsMatch(text)
        && int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture) is var year
        && int.Parse(text.AsSpan(5, 2), CultureInfo.InvariantCulture) is >= 1 and <= 12 and var month
        && int.Parse(text.AsSpan(8), CultureInfo.InvariantCulture) is >= 1 and var day
        // Year 0 is a leap year, like 2000.
        && day <= DateTime.DaysInMonth(year == 0 ? 2000 : year, month);

    public static bool IsTime(string text) =>
        Time().Match(text) is { Success: true } time
        && TimeSpan.TryParseExact(time.Groups["minute"].Value, "hh\\:mm", CultureInfo.InvariantCulture, out TimeSpan of)
        && TimeSpan.TryParseExact(
            time.Groups["offset"].Value is { Length: > 0 } offset ? offset : "00:00",
            "hh\\:mm",
            CultureInfo.InvariantCulture,
            out TimeSpan ahead
        )
        && (
            time.Groups["second"].Value != "60"
            || (of - (time.Groups["sign"].Value == "-" ? -ahead : ahead)).TotalMinutes is -1 or 1439 or 2879
        );

    public static bool IsDateTime(string text) =>
        text.IndexOf('T', StringComparison.Ordinal) is >= 0 and var at
        && IsDate(text[..at])
        && IsTime(text[(at + 1)..]);

    public static bool IsBlank(string text) => text.All(Samples.WhiteSpace.Contains);

    private static Json.Object Sort(Json.Object json) =>
        new([
            .. json.Members.OrderBy(
                member => Encoding.UTF8.GetBytes(member.Name),
                Comparer<byte[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y))
            ),
        ]);

    private static Json.Number Number(string spelling) =>
        IsInteger(spelling)
        && (
            long.TryParse(spelling, CultureInfo.InvariantCulture, out _)
            || ulong.TryParse(spelling, CultureInfo.InvariantCulture, out _)
        )
            ? new Json.Number(spelling)
            : new Json.Number(Float(double.Parse(spelling, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"^(/([^~]|~[01])*)?\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, MatchTimeout)]
    private static partial Regex Pointer();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}\z", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex Date();

    [GeneratedRegex(
        @"^(?<minute>[0-9]{2}:[0-9]{2}):(?<second>[0-5][0-9]|60)(\.[0-9]+)?(Z|(?<sign>[+-])(?<offset>[0-9]{2}:[0-9]{2}))\z",
        RegexOptions.ExplicitCapture,
        MatchTimeout
    )]
    private static partial Regex Time();

    [GeneratedRegex("^-?(0|[1-9][0-9]*)$", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex Integer();

    [GeneratedRegex(
        @"^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<minute>[0-9]{2}:[0-9]{2}):(?<second>[0-9]{2})(\.(?<fraction>[0-9]+))?(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})$",
        RegexOptions.ExplicitCapture,
        MatchTimeout
    )]
    private static partial Regex Rfc3339();

    [GeneratedRegex(
        @"^([0-9A-Fa-f]{32}|(urn:uuid:)?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\})$",
        RegexOptions.ExplicitCapture,
        MatchTimeout
    )]
    private static partial Regex Uuid();
}
