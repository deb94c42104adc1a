namespace AgentWire.Spec.Files;

/// <summary>A file on disk whose content is read.</summary>
/// <param name="Path">The path of the file.</param>
/// <param name="Bytes">The content, or null if it cannot be read.</param>
internal sealed record SpecFile(string Path, byte[]? Bytes);
