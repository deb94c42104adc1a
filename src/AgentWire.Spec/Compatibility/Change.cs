namespace AgentWire.Spec.Compatibility;

/// <summary>One difference between two versions of the contract.</summary>
/// <param name="Dialect">Null for what holds for all of them.</param>
/// <param name="Path">The type, variant or member (<c>Type.tag.member</c>); empty for the dialect itself.</param>
/// <param name="What">What was and what is.</param>
/// <param name="Place">Where it stands now; for what was taken away, where it stood.</param>
internal sealed record Change(Rule Rule, string? Dialect, string Path, string What, Location Place)
{
    /// <summary>What the change is called: dialect and path, or the file.</summary>
    public string Subject =>
        Dialect is null ? Place.File
        : Path.Length == 0 ? Dialect
        : $"{Dialect} {Path}";
}
