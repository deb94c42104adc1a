using System.Text.Json;

namespace AgentWire.Spec.Files;

/// <summary>The files of one dialect, as they stand on disk.</summary>
internal sealed record DialectSource(string Name, SpecNode Manifest, IReadOnlyList<SchemaFile> Files);

/// <summary>Loads a `spec` folder: one folder a dialect, each with a manifest and schema files.</summary>
internal static class SpecFolder
{
    private const string ManifestName = "dialect.json";

    // Locations and generated headers must not depend on where the folder lies.
    private const string Label = "spec";

    public static IReadOnlyList<DialectSource> Load(string folder, FindingList findings)
    {
        if (!Directory.Exists(folder))
        {
            throw new SpecException(new Location(Label, ""), $"there is no folder {folder}");
        }

        List<DialectSource> dialects = [];
        foreach (string path in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (findings.Gather(() => LoadDialect(path, findings)) is { } dialect)
            {
                dialects.Add(dialect);
            }
        }

        return dialects;
    }

    private static DialectSource LoadDialect(string folder, FindingList findings)
    {
        string dialect = Path.GetFileName(folder);
        string manifest = Path.Combine(folder, ManifestName);
        if (!File.Exists(manifest))
        {
            throw new SpecException(new Location($"{Label}/{dialect}", ""), $"a dialect's folder holds {ManifestName}");
        }

        List<SchemaFile> files = [];
        foreach (string path in Directory.GetFiles(folder, "*.schema.json").Order(StringComparer.Ordinal))
        {
            if (findings.Gather(() => LoadSchema(dialect, path, findings)) is { } file)
            {
                files.Add(file);
            }
        }

        return new DialectSource(dialect, LoadJson(dialect, manifest, findings), files);
    }

    private static SchemaFile LoadSchema(string dialect, string path, FindingList findings) =>
        new(dialect, Path.GetFileName(path), LoadJson(dialect, path, findings));

    private static SpecNode LoadJson(string dialect, string path, FindingList findings)
    {
        Location location = new($"{Label}/{dialect}/{Path.GetFileName(path)}", "");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return new SpecNode(document.RootElement.Clone(), location, findings);
        }
        catch (JsonException fault)
        {
            throw new SpecException(location, $"not JSON: {fault.Message}");
        }
    }
}
