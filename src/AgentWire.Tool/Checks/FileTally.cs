namespace AgentWire.Tool.Checks;

/// <summary>The content of one file.</summary>
internal sealed class FileTally(string name)
{
    public string Name => name;

    /// <summary>Gets or sets why the file was not read completely, or null if it was.</summary>
    public string? Error { get; set; }

    public long Lines { get; set; }

    public long Empty { get; set; }

    public long Refused { get; set; }

    public long NotCanonical { get; set; }

    /// <summary>Gets or sets the number of bytes, including white space and line ends.</summary>
    public long Bytes { get; set; }

    /// <summary>Gets whether any content of the file was read.</summary>
    public bool WasRead => Error is null || Lines > 0;

    public long Messages => Lines - Empty - Refused;
}
