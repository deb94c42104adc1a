using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads a whole folder like <c>spec/</c>.</summary>
internal static class Specification
{
    /// <summary>Returns the model of each dialect in the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="space">The C# namespace of the only dialect, or null for that of its manifest.</param>
    /// <exception cref="SpecException">The specification is not valid.</exception>
    public static List<Dialect> Read(string folder, string? space = null)
    {
        FindingList findings = new();
        List<Dialect> dialects =
        [
            .. SpecFolder
                .Load(folder, findings)
                .Select(source => DialectReader.Read(source, findings))
                .OfType<Dialect>(),
        ];
        findings.ThrowIfAny();
        return space is null ? dialects
            : dialects is [var only] ? [only with { Namespace = space }]
            : throw new SpecException(
                new Location("spec", ""),
                $"{space} can only be the namespace of one dialect, and there are {dialects.Count}"
            );
    }
}
