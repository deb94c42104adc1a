namespace AgentWire.Spec.Compatibility;

/// <summary>A difference between two versions of the contract.</summary>
/// <param name="Dialect">The dialect, or null for all dialects.</param>
/// <param name="Path">The type, variant or member (<c>Type.tag.member</c>), or an empty string for the dialect itself.</param>
/// <param name="What">The old and the new state.</param>
/// <param name="Place">The new location; for something that was removed, the old location.</param>
internal sealed record Change(Rule Rule, string? Dialect, string Path, string What, Location Place)
{
    /// <summary>Gets the subject of the change: dialect and path, or the file.</summary>
    public string Subject =>
        Dialect is null ? Place.File
        : Path.Length == 0 ? Dialect
        : $"{Dialect} {Path}";
}
