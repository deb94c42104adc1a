using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>Says which versions have a part of a contract.</summary>
internal static class VersionText
{
    /// <summary>Returns a sentence after another one, such as <c> Since 0.9.</c>, or nothing if every version has it.</summary>
    public static string After(VersionSpan versions) =>
        versions.IsAlways ? "" : $" {char.ToUpperInvariant($"{versions}"[0])}{$"{versions}"[1..]}.";
}
