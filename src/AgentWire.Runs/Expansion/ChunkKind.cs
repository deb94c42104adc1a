namespace AgentWire.Runs.Expansion;

/// <summary>What a stream of chunks carries.</summary>
internal enum ChunkKind
{
    Text,
    ToolCall,
    Reasoning,
}
