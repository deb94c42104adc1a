using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>The whole of a folder like <c>spec/</c>, read.</summary>
internal static class Specification
{
    /// <summary>The model of each dialect in the folder.</summary>
    /// <exception cref="SpecException">The specification is refused.</exception>
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
