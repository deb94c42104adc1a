using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads dialects: a whole folder like <c>spec/</c>, or those with certain manifests.</summary>
internal static class Specification
{
    /// <summary>Returns the model of each dialect in the folder.</summary>
    /// <exception cref="SpecException">The specification is not valid.</exception>
    public static List<Dialect> Read(string folder)
    {
        FindingList findings = new();
        return Read(SpecFolder.Load(folder, findings), findings);
    }

    /// <summary>Returns the model of each dialect, sorted by name.</summary>
    /// <param name="manifests">The paths of the manifests.</param>
    /// <exception cref="SpecException">A dialect is not valid, or two have the same name.</exception>
    public static List<Dialect> ReadDialects(IEnumerable<string> manifests)
    {
        FindingList findings = new();
        DialectSource[] sources =
        [
            .. manifests
                .Select(manifest => findings.Gather(() => SpecFolder.LoadDialect(manifest, findings)))
                .OfType<DialectSource>()
                .OrderBy(source => source.Name, StringComparer.Ordinal),
        ];
        foreach (DialectSource again in sources.GroupBy(source => source.Name).SelectMany(same => same.Skip(1)))
        {
            findings.Add(again.Manifest.Location, $"another dialect already has the name {again.Name}");
        }

        return Read(sources, findings);
    }

    private static List<Dialect> Read(IEnumerable<DialectSource> sources, FindingList findings)
    {
        List<Dialect> dialects = [.. sources.Select(source => DialectReader.Read(source, findings)).OfType<Dialect>()];
        findings.ThrowIfAny();
        return dialects;
    }
}
