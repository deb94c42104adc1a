using System.Runtime.InteropServices;
using AgentWire.AgUi;

namespace AgentWire.Runs.Expansion;

/// <summary>What chunks of all kinds say.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Chunk
{
    private Chunk(Event source, ChunkKind kind, string? id, string? owner, string? delta)
    {
        Source = source;
        Kind = kind;
        Id = id;
        Owner = owner;
        Delta = delta;
        Metadata = source.Metadata;
        RawEvent = source.RawEvent;
    }

    public Event Source { get; }

    public ChunkKind Kind { get; }

    public string? Id { get; }

    public string? Owner { get; }

    public string? Delta { get; }

    public RawJson? Metadata { get; }

    public RawJson? RawEvent { get; }

    public static bool TryRead(Event source, out Chunk chunk)
    {
        chunk = source switch
        {
            Event.TextMessageChunk own => new(source, ChunkKind.Text, own.MessageId, own.SubagentRunId, own.Delta),
            Event.ToolCallChunk own => new(source, ChunkKind.ToolCall, own.ToolCallId, own.SubagentRunId, own.Delta),
            Event.ReasoningMessageChunk own => new(
                source,
                ChunkKind.Reasoning,
                own.MessageId,
                own.SubagentRunId,
                own.Delta
            ),
            _ => default,
        };
        return chunk.Source is not null;
    }
}
