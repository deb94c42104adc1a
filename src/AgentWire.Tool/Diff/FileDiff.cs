using AgentWire.Spec;

namespace AgentWire.Tool.Diff;

/// <summary>Finds the files that differ though nothing that is compared within them does.</summary>
internal static class FileDiff
{
    // Written from the rest, which is compared.
    private const string Generated = "REFERENCE.md";
    private const string Vectors = "/vectors";
    private const string Schema = ".schema.json";
    private const string Manifest = "dialect.json";

    public static IEnumerable<Change> Compare(string oldFolder, string newFolder, IReadOnlyList<Change> told)
    {
        HashSet<string> places = [.. told.Select(change => change.Place.File)];
        HashSet<string> compared =
        [
            .. told.Where(change => !change.Place.File.EndsWith(Vectors, StringComparison.Ordinal))
                .Select(change => change.Dialect)
                .OfType<string>(),
        ];
        HashSet<string> whole =
        [
            .. told.Where(change => change.Rule == Rules.DialectAdded || change.Rule == Rules.DialectRemoved)
                .Select(change => change.Dialect!),
        ];
        foreach (string name in Names(oldFolder).Union(Names(newFolder)).Order(StringComparer.Ordinal))
        {
            if (Verb(oldFolder, newFolder, name) is { } verb && !IsTold(name))
            {
                yield return new(Rules.FileChanged, null, "", $"the file {verb}", new Location($"spec/{name}", ""));
            }
        }

        bool IsTold(string name)
        {
            string dialect = name.Split('/')[0];
            // Vectors are told of by their types, not by their files.
            return whole.Contains(dialect)
                || places.Contains($"spec/{name}")
                || (
                    name.StartsWith($"{dialect}{Vectors}/", StringComparison.Ordinal)
                    && places.Contains($"spec/{dialect}{Vectors}")
                )
                || (IsModel(name) && compared.Contains(dialect));
        }
    }

    private static bool IsModel(string name) =>
        name.EndsWith(Schema, StringComparison.Ordinal) || Path.GetFileName(name) == Manifest;

    private static string? Verb(string oldFolder, string newFolder, string name)
    {
        (string before, string after) = (Path.Combine(oldFolder, name), Path.Combine(newFolder, name));
        return !File.Exists(before) ? "is added"
            : !File.Exists(after) ? "is removed"
            : File.ReadAllBytes(before).AsSpan().SequenceEqual(File.ReadAllBytes(after)) ? null
            : "has changed";
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(name => Path.GetFileName(name) != Generated);
}
