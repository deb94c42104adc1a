using System.Text.Json;

namespace AgentWire.Spec.Files;

/// <summary>The files of one dialect on disk.</summary>
internal sealed record DialectSource(string Name, SpecNode Manifest, IReadOnlyList<SchemaFile> Files);

/// <summary>Loads a folder like <c>spec/</c>: one folder for each dialect, with a manifest and schema files.</summary>
internal static class SpecFolder
{
    public const string ManifestName = "dialect.json";

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
            string dialect = Path.Combine(folder, name);
            if (findings.Gather(() => LoadDialect(dialect, $"{Label}/{name}", findings)) is { } source)
            {
                dialects.Add(source);
            }
        }

        return dialects;
    }

    /// <summary>Loads one dialect.</summary>
    /// <param name="manifest">The path of its manifest. Locations contain it as it is given.</param>
    /// <param name="findings">Collects what is refused.</param>
    /// <exception cref="SpecException">There is no such manifest, or its folder cannot be read.</exception>
    public static DialectSource LoadDialect(string manifest, FindingList findings)
    {
        Location location = new(manifest, "") { Source = new SpecFile(manifest, null) };
        string full = Path.GetFullPath(manifest);
        if (Path.GetFileName(full) != ManifestName)
        {
            throw new SpecException(location, $"the manifest of a dialect is a file with the name {ManifestName}");
        }

        string folder = Path.GetDirectoryName(full)!;
        string shown = Path.GetDirectoryName(manifest)!.Replace('\\', '/');
        return File.Exists(full)
            ? LoadDialect(folder, shown.Length > 0 ? shown : Path.GetFileName(folder), findings)
            : throw new SpecException(location, "there is no such file");
    }

    private static DialectSource LoadDialect(string folder, string label, FindingList findings)
    {
        string dialect = Path.GetFileName(folder);
        Location location = new(label, "") { Source = new SpecFile(folder, null) };
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
                new Location($"{label}/{name}", "") { Source = new SpecFile(Path.Combine(folder, name), null) },
                "a schema file in a folder of its own is not read; move it to the folder of the dialect"
            );
        }

        List<SchemaFile> files = [];
        foreach (string name in names.Where(IsSchema))
        {
            if (findings.Gather(() => LoadSchema(dialect, folder, name, label, findings)) is { } file)
            {
                files.Add(file);
            }
        }

        return new DialectSource(dialect, LoadJson(folder, ManifestName, label, findings), files);
    }

    private static bool IsSchema(string name) =>
        !name.Contains('/', StringComparison.Ordinal) && name.EndsWith(SchemaExtension, StringComparison.Ordinal);

    private static SchemaFile LoadSchema(
        string dialect,
        string folder,
        string name,
        string label,
        FindingList findings
    ) => new(dialect, name, LoadJson(folder, name, label, findings));

    private static SpecNode LoadJson(string folder, string name, string label, FindingList findings)
    {
        string path = Path.Combine(folder, name);
        Location location = new($"{label}/{name}", "") { Source = new SpecFile(path, null) };
        byte[] bytes = Reading(location, () => RegularFile.Read(path));
        location = location with { Source = new SpecFile(path, bytes) };
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return new SpecNode(document.RootElement.Clone(), location, findings);
        }
        catch (JsonException fault)
        {
            throw new SpecException([new Finding(location, $"not JSON: {fault.Message}") { IsSyntax = true }]);
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
