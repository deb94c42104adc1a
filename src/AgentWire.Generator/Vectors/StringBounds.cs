using System.Text.RegularExpressions;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>Checks the length and the pattern of strings.</summary>
internal static class StringBounds
{
    // A pattern comes from a schema, and can take exponential time.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(10);

    public static bool Allows(this StringRef type, string text)
    {
        int length = text.EnumerateRunes().Count();
        return length >= (type.MinLength ?? 0)
            && length <= (type.MaxLength ?? int.MaxValue)
            && (type.Pattern is null || Regex.IsMatch(text, type.Pattern, RegexOptions.None, MatchTimeout));
    }
}
