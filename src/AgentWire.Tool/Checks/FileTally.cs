namespace AgentWire.Tool.Checks;

/// <summary>What one file holds.</summary>
internal sealed class FileTally(string name)
{
    public string Name => name;

    /// <summary>Why the file was not read, or not to its end; null where it was.</summary>
    public string? Error { get; set; }

    public long Lines { get; set; }

    public long Empty { get; set; }

    public long Refused { get; set; }

    public long NotCanonical { get; set; }

    /// <summary>All bytes, white space and line ends included.</summary>
    public long Bytes { get; set; }

    /// <summary>Whether there is anything to tell of the file's content.</summary>
    public bool WasRead => Error is null || Lines > 0;

    public long Messages => Lines - Empty - Refused;
}
