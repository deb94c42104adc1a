using AgentWire.Shared.Conformance;
using AgentWire.Spec;
using AgentWire.Spec.Files;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Fuzzing.Corpus;

/// <summary>The models of the dialects of spec/ and of the tests, as the generator reads them.</summary>
internal static class Contract
{
    private static readonly Dictionary<string, Dialect> Dialects = Read();

    public static Dialect Dialect(string name) => Dialects[name];

    private static Dictionary<string, Dialect> Read()
    {
        string tests = Path.Combine(Repository.Root, "tests", "AgentWire.Generator.Tests", "data");
        string[] folders = [Repository.Spec, Path.Combine(tests, "sixth"), Path.Combine(tests, "spec")];
        FindingList findings = new();
        Dictionary<string, Dialect> dialects = folders
            .SelectMany(folder => SpecFolder.Load(folder, findings))
            .Select(source => DialectReader.Read(source, findings))
            .OfType<Dialect>()
            .ToDictionary(dialect => dialect.Name);
        findings.ThrowIfAny();
        return dialects;
    }
}
