using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads a whole folder like <c>spec/</c>.</summary>
internal static class Specification
{
    /// <summary>Returns the model of each dialect in the folder.</summary>
    /// <exception cref="SpecException">The specification is not valid.</exception>
    public static List<Dialect> Read(string folder)
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
        return dialects;
    }
}
