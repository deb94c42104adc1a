namespace AgentWire.Tool.Conformance;

/// <summary>A line of a baseline: the name of a check, or a pattern for several.</summary>
internal sealed record BaselineEntry(string File, int Line, string Pattern)
{
    public override string ToString() => $"{Printable.Escape(File)}:{Line}";
}

/// <summary>The known failures: one name or pattern per line, with the reason after a <c>#</c>.</summary>
internal sealed class Baseline
{
    private readonly List<BaselineEntry> _entries = [];

    /// <summary>Gets the name of the file, or null if there is none.</summary>
    public string? File { get; private init; }

    public static Baseline None { get; } = new();

    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static Baseline Read(string file)
    {
        string[] lines;
        try
        {
            lines = System.IO.File.ReadAllLines(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException(
                $"cannot open '{file}': {(error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : error.Message)}",
                error
            );
        }

        var baseline = new Baseline { File = file };
        for (int i = 0; i < lines.Length; i++)
        {
            string pattern = lines[i].Split('#')[0].Trim();
            if (pattern.Length > 0)
            {
                baseline._entries.Add(new BaselineEntry(file, i + 1, pattern));
            }
        }

        return baseline;
    }

    /// <summary>Returns the line that lists a check, or null if there is none.</summary>
    public BaselineEntry? Find(string id) => _entries.Find(entry => Pattern.Matches(entry.Pattern, id));

    /// <summary>Returns the lines that match no existing check.</summary>
    public IReadOnlyList<BaselineEntry> WithoutMatch(IReadOnlyCollection<string> ids) =>
        [.. _entries.Where(entry => !ids.Any(id => Pattern.Matches(entry.Pattern, id)))];
}
