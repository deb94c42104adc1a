namespace AgentWire.Tool.Lines;

/// <summary>Opens what the caller named.</summary>
internal static class InputFile
{
    /// <summary>The name that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <exception cref="UsageException">The file cannot be opened.</exception>
    public static Stream Open(string name)
    {
        try
        {
            return name == StandardInput
                ? Console.OpenStandardInput()
                : new FileStream(
                    name,
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.ReadWrite | FileShare.Delete,
                    bufferSize: 0
                );
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"cannot open '{name}': {Reason(name, error)}", error);
        }
    }

    /// <summary>The length in bytes, or 0 where there is none to know, such as for a pipe.</summary>
    public static long Length(string name)
    {
        var file = new FileInfo(name == StandardInput || name.Length == 0 ? "." : name);
        return file.Exists ? file.Length : 0;
    }

    private static string Reason(string name, Exception error) =>
        error switch
        {
            _ when Directory.Exists(name) => "it is a directory",
            FileNotFoundException or DirectoryNotFoundException => "no such file",
            UnauthorizedAccessException => "permission denied",
            _ => error.Message,
        };
}
