using System.Globalization;

namespace AgentWire.Spec.Model;

/// <summary>
/// A version: numbers separated by points or hyphens, such as <c>0.9.1</c> or <c>2026-08-22</c>. Two versions are compared number by
/// number, and a number that is missing is 0.
/// </summary>
internal sealed record ContractVersion : IComparable<ContractVersion>
{
    /// <summary>What a version looks like, for errors.</summary>
    public const string Form =
        "numbers of at most 18 digits, separated by points or hyphens, such as 0.9.1 or 2026-08-22";

    // A long has at least this number of digits.
    private const int MaxDigits = 18;

    private readonly string _text;
    private readonly long[] _numbers;

    private ContractVersion(string text, long[] numbers)
    {
        _text = text;
        _numbers = numbers;
    }

    /// <summary>Returns a version, or null if the text is none.</summary>
    public static ContractVersion? TryParse(string text)
    {
        string[] parts = text.Split('.', '-');
        return Array.TrueForAll(parts, part => part.Length is > 0 and <= MaxDigits && part.All(char.IsAsciiDigit))
            ? new(text, [.. parts.Select(part => long.Parse(part, CultureInfo.InvariantCulture))])
            : null;
    }

    /// <exception cref="FormatException">The text is no version.</exception>
    public static ContractVersion Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"\"{text}\" is not a version: {Form}");

    public static bool operator <(ContractVersion left, ContractVersion right) => left.CompareTo(right) < 0;

    public static bool operator <=(ContractVersion left, ContractVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >(ContractVersion left, ContractVersion right) => left.CompareTo(right) > 0;

    public static bool operator >=(ContractVersion left, ContractVersion right) => left.CompareTo(right) >= 0;

    public int CompareTo(ContractVersion? other)
    {
        for (int i = 0; i < Math.Max(_numbers.Length, other?._numbers.Length ?? 0); i++)
        {
            int order = NumberAt(i).CompareTo(other?.NumberAt(i) ?? -1);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    public bool Equals(ContractVersion? other) => other is not null && CompareTo(other) == 0;

    public override int GetHashCode()
    {
        HashCode hash = new();
        foreach (long number in _numbers.AsSpan().TrimEnd(0L))
        {
            hash.Add(number);
        }

        return hash.ToHashCode();
    }

    /// <summary>Returns the text as it was written.</summary>
    public override string ToString() => _text;

    private long NumberAt(int index) => index < _numbers.Length ? _numbers[index] : 0;
}
