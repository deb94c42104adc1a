namespace AgentWire.Spec.Files;

/// <summary>
/// A folder to write files into. It may be a link itself; what stands in it is never followed out of it: neither a link,
/// nor another name of a file that lies elsewhere. And nothing waits for the other end of a FIFO.
/// </summary>
internal sealed class TargetFolder(string root)
{
    /// <summary>Where a file lies.</summary>
    /// <param name="name">The file's path in this folder, with <c>/</c>.</param>
    public string PathOf(string name) => Path.Combine(root, Path.Combine(name.Split('/')));

    /// <summary>The bytes of a file; null where there is none.</summary>
    /// <exception cref="IOException">What has the file's name, or that of a folder on the way to it, is a link or something else.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public byte[]? Find(string name)
    {
        RefuseLinks(name);
        string path = PathOf(name);
        return File.Exists(path) || Directory.Exists(path) ? RegularFile.Read(path) : null;
    }

    /// <summary>Writes a file, in place of what has its name.</summary>
    /// <exception cref="IOException">A folder on the way is a link, or the file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be written to.</exception>
    public void Write(string name, ReadOnlySpan<byte> bytes)
    {
        RefuseLinks(name);
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);

        // A new file that then takes the name: writing to what has the name would follow a link.
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
                throw new IOException($"'{path}' is no folder");
            }
        }
    }
}
