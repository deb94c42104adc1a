namespace AgentWire.Spec.Files;

/// <summary>
/// Lists the files of a folder. The folder itself and the files can be links. A link to a folder below it is refused, because it
/// could lead in a circle.
/// </summary>
internal static class FileTree
{
    private const int MaxDepth = 16;

    /// <summary>Returns the names of the folders in a folder, in ordinal order.</summary>
    /// <exception cref="IOException">The folder cannot be listed, or contains a link to a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the folder is denied.</exception>
    public static IReadOnlyList<string> Folders(string folder)
    {
        DirectoryInfo[] folders = new DirectoryInfo(folder).GetDirectories();
        return Array.Find(folders, each => each.LinkTarget is not null) is { } link
            ? throw new IOException($"'{link}' is a link to a folder, and such links are not followed")
            : [.. folders.Select(each => each.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>Returns the names of the files in a folder, in ordinal order.</summary>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the folder is denied.</exception>
    public static IReadOnlyList<string> Files(string folder) =>
        [.. new DirectoryInfo(folder).GetFiles().Select(each => each.Name).Order(StringComparer.Ordinal)];

    /// <summary>Returns the paths of all files in a folder and its subfolders, relative to the folder and with <c>/</c>.</summary>
    /// <exception cref="IOException">A folder cannot be listed, is nested too deeply, or contains a link to a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a folder is denied.</exception>
    public static IEnumerable<string> AllFiles(string folder) => AllFiles(folder, "", 0);

    private static IEnumerable<string> AllFiles(string folder, string prefix, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new IOException($"'{folder}' is nested more than {MaxDepth} folders deep");
        }

        return
        [
            .. Files(folder).Select(name => prefix + name),
            .. Folders(folder).SelectMany(name => AllFiles(Path.Combine(folder, name), $"{prefix}{name}/", depth + 1)),
        ];
    }
}
