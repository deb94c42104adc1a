namespace AgentWire.Generator;

/// <summary>A file to be written: its path under the output folder, with <c>/</c>, and its text.</summary>
internal sealed record OutputFile(string Path, string Text);
