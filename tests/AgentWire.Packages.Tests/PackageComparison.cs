namespace AgentWire.Packages.Tests;

/// <summary>Compares the bytes of two folders.</summary>
internal static class PackageComparison
{
    /// <summary>Returns the files that differ; for a package, also the files in it that differ.</summary>
    public static IReadOnlyList<string> Differences(string first, string second) =>
        [
            .. Compare(
                Read(first),
                Read(second),
                (name, one, other) =>
                    name.EndsWith("nupkg", StringComparison.Ordinal)
                        ? Within(name, PackageFolder.Open(one), PackageFolder.Open(other))
                        : [$"{name}: the bytes differ"]
            ),
        ];

    private static List<string> Within(string name, Dictionary<string, byte[]> one, Dictionary<string, byte[]> other)
    {
        List<string> differences =
        [
            .. Compare(one, other, (entry, _, _) => [$"{entry}: the bytes differ"])
                .Select(difference => $"{name}: {difference}"),
        ];
        return differences.Count > 0 ? differences : [$"{name}: the files are the same, and packed otherwise"];
    }

    private static IEnumerable<string> Compare(
        Dictionary<string, byte[]> first,
        Dictionary<string, byte[]> second,
        Func<string, byte[], byte[], IEnumerable<string>> tell
    ) =>
        first
            .Keys.Union(second.Keys)
            .Order(StringComparer.Ordinal)
            .SelectMany(name =>
                !first.TryGetValue(name, out byte[]? one) ? [$"{name}: only the second time"]
                : !second.TryGetValue(name, out byte[]? other) ? [$"{name}: only the first time"]
                : one.AsSpan().SequenceEqual(other) ? []
                : tell(name, one, other)
            );

    private static Dictionary<string, byte[]> Read(string folder) =>
        Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
}
