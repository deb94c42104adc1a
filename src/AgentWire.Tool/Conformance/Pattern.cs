using System.IO.Enumeration;

namespace AgentWire.Tool.Conformance;

/// <summary>Matches names with <c>*</c> for any characters and <c>?</c> for one character.</summary>
internal static class Pattern
{
    public static bool Matches(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
