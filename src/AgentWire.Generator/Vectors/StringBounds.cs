using System.Text.RegularExpressions;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>Checks the length and the pattern of strings.</summary>
internal static class StringBounds
{
    // A pattern comes from a schema, and can take exponential time.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(10);

    private static bool Matches(string text, string pattern) =>
        Regex.IsMatch(text, pattern, RegexOptions.None, MatchTimeout);

    public static bool Allows(this StringRef type, string text)
    {
        int length = text.EnumerateRunes().Count();
        return length >= (type.MinLength ?? 0)
            && length <= (type.MaxLength ?? int.MaxValue)
            && (type.Pattern is null || Matches(text, type.Pattern))
            && (type.Excluded is null || !Matches(text, type.Excluded));
    }
}
