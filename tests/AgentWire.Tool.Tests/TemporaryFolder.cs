namespace AgentWire.Tool.Tests;

/// <summary>A folder of a test's own.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("agentwire-").FullName;

    public string Write(string name, string text)
    {
        string file = System.IO.Path.Combine(Path, name);
        File.WriteAllText(file, text);
        return file;
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Creates a FIFO, which blocks every process that opens it.</summary>
    public string MakeFifo(string name)
    {
        string fifo = PathOf(name);
        using var process = System.Diagnostics.Process.Start("mkfifo", [fifo]);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return fifo;
    }

    /// <summary>Copies a folder into this one.</summary>
    public string Copy(string folder, string name)
    {
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            string copy = System.IO.Path.Combine(PathOf(name), System.IO.Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return PathOf(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
