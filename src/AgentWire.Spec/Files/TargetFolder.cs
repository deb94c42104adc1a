namespace AgentWire.Spec.Files;

/// <summary>
/// A folder to write files to. The folder itself can be a link. Links in it, and other names of files outside of it, are not
/// followed. No operation waits for the other end of a FIFO.
/// </summary>
internal sealed class TargetFolder(string root)
{
    /// <summary>Returns the path of a file.</summary>
    /// <param name="name">The path of the file in this folder, with <c>/</c>.</param>
    public string PathOf(string name) => Path.Combine(root, Path.Combine(name.Split('/')));

    /// <summary>Returns the bytes of a file, or null if it does not exist.</summary>
    /// <exception cref="IOException">The name of the file, or of a folder in its path, belongs to a link or to something else.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public byte[]? Find(string name)
    {
        RefuseLinks(name);
        string path = PathOf(name);
        return File.Exists(path) || Directory.Exists(path) ? RegularFile.Read(path) : null;
    }

    /// <summary>Writes a file, and replaces an existing one.</summary>
    /// <exception cref="IOException">A folder in the path is a link, or the file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the folder is denied.</exception>
    public void Write(string name, ReadOnlySpan<byte> bytes)
    {
        RefuseLinks(name);
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);

        // Writes a new file and then renames it. Writing to an existing name would follow a link.
        string part = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (FileStream file = new(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(bytes);
            }

            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private void RefuseLinks(string name)
    {
        string path = root;
        string[] parts = name.Split('/');
        for (int i = 0; i < parts.Length; i++)
        {
            path = Path.Combine(path, parts[i]);
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new IOException($"'{path}' is a link, and nothing is read or written through it");
            }

            if (i < parts.Length - 1 && File.Exists(path))
            {
                throw new IOException($"'{path}' is not a folder");
            }
        }
    }
}
