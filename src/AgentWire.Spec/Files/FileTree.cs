namespace AgentWire.Spec.Files;

/// <summary>
/// Lists the files of a folder. The folder itself may be a link, and so may files; a link to a folder below it is refused,
/// since it may lead in a circle.
/// </summary>
internal static class FileTree
{
    private const int MaxDepth = 16;

    /// <summary>The names of the folders in a folder, in ordinal order.</summary>
    /// <exception cref="IOException">The folder cannot be listed, or holds a link to a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be listed.</exception>
    public static IReadOnlyList<string> Folders(string folder)
    {
        DirectoryInfo[] folders = new DirectoryInfo(folder).GetDirectories();
        return Array.Find(folders, each => each.LinkTarget is not null) is { } link
            ? throw new IOException($"'{link}' is a link to a folder, and such links are not followed")
            : [.. folders.Select(each => each.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>The names of the files in a folder, in ordinal order.</summary>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be listed.</exception>
    public static IReadOnlyList<string> Files(string folder) =>
        [.. new DirectoryInfo(folder).GetFiles().Select(each => each.Name).Order(StringComparer.Ordinal)];

    /// <summary>The paths of all files in a folder and its subfolders, relative to the folder and with <c>/</c>.</summary>
    /// <exception cref="IOException">A folder cannot be listed, lies too deep, or holds a link to a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder must not be listed.</exception>
    public static IEnumerable<string> AllFiles(string folder) => AllFiles(folder, "", 0);

    private static IEnumerable<string> AllFiles(string folder, string prefix, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new IOException($"'{folder}' lies more than {MaxDepth} folders deep");
        }

        return
        [
            .. Files(folder).Select(name => prefix + name),
            .. Folders(folder).SelectMany(name => AllFiles(Path.Combine(folder, name), $"{prefix}{name}/", depth + 1)),
        ];
    }
}
