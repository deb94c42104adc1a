using AgentWire.Shared.Conformance;
using AgentWire.Spec;
using AgentWire.Spec.Files;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Fuzzing.Differential;

/// <summary>The content of spec/, as the generator reads it.</summary>
internal static class Contract
{
    private static readonly Dictionary<string, Dialect> Dialects = Read();

    public static Dialect Dialect(string name) => Dialects[name];

    private static Dictionary<string, Dialect> Read()
    {
        FindingList findings = new();
        Dictionary<string, Dialect> dialects = SpecFolder
            .Load(Repository.Spec, findings)
            .Select(source => DialectReader.Read(source, findings))
            .OfType<Dialect>()
            .ToDictionary(dialect => dialect.Name);
        findings.ThrowIfAny();
        return dialects;
    }
}
