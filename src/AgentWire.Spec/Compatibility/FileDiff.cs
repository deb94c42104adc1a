using AgentWire.Spec.Compatibility.Rules;
using AgentWire.Spec.Files;

namespace AgentWire.Spec.Compatibility;

/// <summary>Finds the files that differ although nothing that is compared in them differs.</summary>
internal static class FileDiff
{
    // Generated from the other files, which are compared.
    private const string Generated = "REFERENCE.md";
    private const string Schema = ".schema.json";
    private const string Manifest = "dialect.json";

    // Changes of vectors are reported for their types, and those of streams together, and not for their files.
    private static readonly string[] ReportedTogether = ["/vectors", "/streams"];

    /// <exception cref="IOException">A file or a folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file or a folder is denied.</exception>
    public static IEnumerable<Change> Compare(string oldFolder, string newFolder, IReadOnlyList<Change> told)
    {
        HashSet<string> places = [.. told.Select(change => change.Place.File)];
        HashSet<string> compared =
        [
            .. told.Where(change =>
                    !ReportedTogether.Any(folder => change.Place.File.EndsWith(folder, StringComparison.Ordinal))
                )
                .Select(change => change.Dialect)
                .OfType<string>(),
        ];
        HashSet<string> whole =
        [
            .. told.Where(change =>
                    change.Rule == DialectRules.DialectAdded || change.Rule == DialectRules.DialectRemoved
                )
                .Select(change => change.Dialect!),
        ];
        HashSet<string> before = Names(oldFolder);
        HashSet<string> after = Names(newFolder);
        foreach (string name in before.Union(after).Order(StringComparer.Ordinal).Where(name => !IsTold(name)))
        {
            string? verb =
                !before.Contains(name) ? "is added"
                : !after.Contains(name) ? "is removed"
                : IsSame(Path.Combine(oldFolder, name), Path.Combine(newFolder, name)) ? null
                : "has changed";
            if (verb is not null)
            {
                yield return new(
                    WordingRules.FileChanged,
                    null,
                    "",
                    $"the file {verb}",
                    new Location($"spec/{name}", "")
                );
            }
        }

        bool IsTold(string name)
        {
            string dialect = name.Split('/')[0];
            return whole.Contains(dialect)
                || places.Contains($"spec/{name}")
                || ReportedTogether.Any(folder => IsToldIn(dialect + folder))
                || (IsModel(name) && compared.Contains(dialect));

            bool IsToldIn(string folder) =>
                name.StartsWith($"{folder}/", StringComparison.Ordinal) && places.Contains($"spec/{folder}");
        }
    }

    private static bool IsModel(string name) =>
        name.EndsWith(Schema, StringComparison.Ordinal) || Path.GetFileName(name) == Manifest;

    private static bool IsSame(string before, string after) =>
        RegularFile.Read(before).AsSpan().SequenceEqual(RegularFile.Read(after));

    private static HashSet<string> Names(string folder) =>
        [.. FileTree.AllFiles(folder).Where(name => Path.GetFileName(name) != Generated)];
}
