using System.Globalization;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>The C# that compares versions with that of the peer. They are numbers in the dialect's list of changes, from 1.</summary>
internal static class VersionCode
{
    /// <summary>Returns the condition that the peer has a part, or null if every version has it.</summary>
    public static string? Knows(VersionSpan versions, Dialect dialect) =>
        versions.IsAlways ? null : $"writer.Knows({Numbers(versions, dialect)})";

    /// <summary>Returns the statement that refuses a part that the peer does not have, or null if every version has it.</summary>
    public static string? Require(string path, VersionSpan versions, Dialect dialect) =>
        versions.IsAlways ? null : $"writer.Require({CSharpText.Literal(path)}, {Numbers(versions, dialect)});";

    /// <summary>Writes the statements that refuse a value of a set that the peer does not have.</summary>
    /// <param name="code">The output.</param>
    /// <param name="set">The set.</param>
    /// <param name="value">The C# of the value.</param>
    /// <param name="label">Returns the C# of a known value.</param>
    /// <param name="dialect">The dialect.</param>
    public static void WriteRequire(
        CodeWriter code,
        StringSet set,
        string value,
        Func<StringSetValue, string> label,
        Dialect dialect
    ) =>
        code.Block(
            $"switch ({value})",
            () =>
            {
                foreach (StringSetValue each in set.Values)
                {
                    if (Require(each.Path, each.Versions, dialect) is { } statement)
                    {
                        code.Line($"case {label(each)}:");
                        code.Indented(() =>
                        {
                            code.Line(statement);
                            code.Line("break;");
                        });
                    }
                }
            }
        );

    /// <summary>Returns the named arguments of a type that not every version has, each after a comma.</summary>
    public static string Arguments(VersionSpan versions, Dialect dialect)
    {
        (int since, int until) = dialect.NumbersOf(versions);
        return (versions.Since is null ? "" : $", since: {Text(since)}")
            + (versions.Until is null ? "" : $", until: {Text(until)}");
    }

    private static string Numbers(VersionSpan versions, Dialect dialect)
    {
        (int since, int until) = dialect.NumbersOf(versions);
        return $"since: {Text(since)}" + (versions.Until is null ? "" : $", until: {Text(until)}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
