using System.Text.Json;

namespace AgentWire.Spec.Files;

/// <summary>The files of one dialect on disk.</summary>
internal sealed record DialectSource(string Name, SpecNode Manifest, IReadOnlyList<SchemaFile> Files);

/// <summary>Loads a folder like <c>spec/</c>: one folder for each dialect, with a manifest and schema files.</summary>
internal static class SpecFolder
{
    private const string ManifestName = "dialect.json";
    private const string SchemaExtension = ".schema.json";

    // Locations and generated headers must not depend on the path of the folder.
    private const string Label = "spec";

    public static IReadOnlyList<DialectSource> Load(string folder, FindingList findings)
    {
        if (!Directory.Exists(folder))
        {
            throw new SpecException(new Location(Label, ""), $"there is no folder {folder}");
        }

        List<DialectSource> dialects = [];
        foreach (string name in Reading(new Location(Label, ""), () => FileTree.Folders(folder)))
        {
            if (findings.Gather(() => LoadDialect(Path.Combine(folder, name), findings)) is { } dialect)
            {
                dialects.Add(dialect);
            }
        }

        return dialects;
    }

    private static DialectSource LoadDialect(string folder, FindingList findings)
    {
        string dialect = Path.GetFileName(folder);
        Location location = new($"{Label}/{dialect}", "");
        IEnumerable<string> names = Reading(location, () => FileTree.AllFiles(folder));
        if (!names.Contains(ManifestName))
        {
            throw new SpecException(location, $"a dialect's folder must contain {ManifestName}");
        }

        foreach (
            string name in names.Where(name =>
                name.EndsWith(SchemaExtension, StringComparison.Ordinal) && !IsSchema(name)
            )
        )
        {
            findings.Add(
                new Location($"{location.File}/{name}", ""),
                "a schema file in a folder of its own is not read; move it to the folder of the dialect"
            );
        }

        List<SchemaFile> files = [];
        foreach (string name in names.Where(IsSchema))
        {
            if (findings.Gather(() => LoadSchema(dialect, Path.Combine(folder, name), findings)) is { } file)
            {
                files.Add(file);
            }
        }

        return new DialectSource(dialect, LoadJson(dialect, Path.Combine(folder, ManifestName), findings), files);
    }

    private static bool IsSchema(string name) =>
        !name.Contains('/', StringComparison.Ordinal) && name.EndsWith(SchemaExtension, StringComparison.Ordinal);

    private static SchemaFile LoadSchema(string dialect, string path, FindingList findings) =>
        new(dialect, Path.GetFileName(path), LoadJson(dialect, path, findings));

    private static SpecNode LoadJson(string dialect, string path, FindingList findings)
    {
        Location location = new($"{Label}/{dialect}/{Path.GetFileName(path)}", "");
        byte[] bytes = Reading(location, () => RegularFile.Read(path));
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return new SpecNode(document.RootElement.Clone(), location, findings);
        }
        catch (JsonException fault)
        {
            throw new SpecException(location, $"not JSON: {fault.Message}");
        }
    }

    private static T Reading<T>(Location location, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SpecException(location, $"cannot be read: {fault.Message}");
        }
    }
}
