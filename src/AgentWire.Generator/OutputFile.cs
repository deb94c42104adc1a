namespace AgentWire.Generator;

/// <summary>A file to write: its path in the output folder, with <c>/</c>, and its text.</summary>
internal sealed record OutputFile(string Path, string Text);
