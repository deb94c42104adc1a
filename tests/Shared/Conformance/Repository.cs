using System.Text.Json;

namespace AgentWire.Shared.Conformance;

/// <summary>Finds the files of the repository.</summary>
public static class Repository
{
    public static string Root => RepositoryRoot.Path;

    public static string Spec { get; } = Path.Combine(Root, "spec");

    public static string Data { get; } = Path.Combine(Root, "tests", "AgentWire.Tests", "data");

    /// <summary>The names of the folders in <c>spec</c>.</summary>
    public static IReadOnlyList<string> Dialects { get; } =
    [.. Directory.GetDirectories(Spec).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>Paths relative to a folder, with slashes.</summary>
    public static IReadOnlyList<string> Files(
        string folder,
        string pattern,
        SearchOption depth = SearchOption.TopDirectoryOnly
    ) =>
        [
            .. Directory
                .GetFiles(folder, pattern, depth)
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    public static JsonElement Parse(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    public static JsonElement Json(string path) => Parse(File.ReadAllBytes(path));

    public static JsonElement Manifest(string dialect) => Json(Path.Combine(Spec, dialect, "dialect.json"));

    /// <summary>Returns the lines of a file, which end only at LF.</summary>
    public static IReadOnlyList<byte[]> Lines(string path)
    {
        List<byte[]> lines = [];
        ReadOnlySpan<byte> rest = File.ReadAllBytes(path);
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n');
            lines.Add((end < 0 ? rest : rest[..end]).ToArray());
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return lines;
    }
}
