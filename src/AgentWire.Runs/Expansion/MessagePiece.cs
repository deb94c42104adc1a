using AgentWire.AgUi;

namespace AgentWire.Runs.Expansion;

/// <summary>The beginning, a part of the content, or the end of a message or tool call that chunks could carry.</summary>
internal sealed class MessagePiece
{
    private readonly Event _source;
    private readonly string? _delta;

    private MessagePiece(Event source, Part part, ChunkKind kind, string id, string? owner, string? delta = null)
    {
        _source = source;
        _delta = delta;
        What = part;
        Kind = kind;
        Id = id;
        Owner = owner;
    }

    internal enum Part
    {
        Start,
        Content,
        End,
    }

    public Part What { get; }

    public ChunkKind Kind { get; }

    public string Id { get; }

    public string? Owner { get; }

    /// <summary>Gets whether a chunk can say what the event says.</summary>
    public bool IsPlain =>
        _source.Timestamp is null
        && _source.Extra.Count == 0
        && What switch
        {
            Part.Start => _source.RawEvent is null && _source is not Event.TextMessageStart { Role: null },
            Part.End => _source.RawEvent is null && _source.Metadata is null,
            _ => true,
        };

    public static MessagePiece? Of(Event source) =>
        source switch
        {
            Event.TextMessageStart own => new(source, Part.Start, ChunkKind.Text, own.MessageId, own.SubagentRunId),
            Event.TextMessageContent own => new(
                source,
                Part.Content,
                ChunkKind.Text,
                own.MessageId,
                own.SubagentRunId,
                own.Delta
            ),
            Event.TextMessageEnd own => new(source, Part.End, ChunkKind.Text, own.MessageId, own.SubagentRunId),
            Event.ToolCallStart own => new(source, Part.Start, ChunkKind.ToolCall, own.ToolCallId, own.SubagentRunId),
            Event.ToolCallArgs own => new(
                source,
                Part.Content,
                ChunkKind.ToolCall,
                own.ToolCallId,
                own.SubagentRunId,
                own.Delta
            ),
            Event.ToolCallEnd own => new(source, Part.End, ChunkKind.ToolCall, own.ToolCallId, own.SubagentRunId),
            Event.ReasoningMessageStart own => new(
                source,
                Part.Start,
                ChunkKind.Reasoning,
                own.MessageId,
                own.SubagentRunId
            ),
            Event.ReasoningMessageContent own => new(
                source,
                Part.Content,
                ChunkKind.Reasoning,
                own.MessageId,
                own.SubagentRunId,
                own.Delta
            ),
            Event.ReasoningMessageEnd own => new(
                source,
                Part.End,
                ChunkKind.Reasoning,
                own.MessageId,
                own.SubagentRunId
            ),
            _ => null,
        };

    /// <summary>Returns whether the chunk of this beginning can carry the first content too. Metadata goes on both.</summary>
    public bool CanCarry(MessagePiece content) =>
        content.Kind == Kind && content.Id == Id && content._source.Metadata == _source.Metadata;

    /// <summary>Makes the chunk of this piece, and of the content that follows a beginning.</summary>
    public Event ToChunk(MessagePiece? content = null)
    {
        string? delta = (content ?? this)._delta;
        RawJson? rawEvent = (content ?? this)._source.RawEvent;
        Event.TextMessageStart? text = _source as Event.TextMessageStart;
        Event.ToolCallStart? call = _source as Event.ToolCallStart;
        return Kind switch
        {
            ChunkKind.Text => new Event.TextMessageChunk
            {
                MessageId = Id,
                Role = text?.Role,
                Name = text?.Name,
                Delta = delta,
                SubagentRunId = Owner,
                Metadata = _source.Metadata,
                RawEvent = rawEvent,
            },
            ChunkKind.ToolCall => new Event.ToolCallChunk
            {
                ToolCallId = Id,
                ToolCallName = call?.ToolCallName,
                ParentMessageId = call?.ParentMessageId,
                Delta = delta,
                SubagentRunId = Owner,
                Metadata = _source.Metadata,
                RawEvent = rawEvent,
            },
            _ => new Event.ReasoningMessageChunk
            {
                MessageId = Id,
                Delta = delta,
                SubagentRunId = Owner,
                Metadata = _source.Metadata,
                RawEvent = rawEvent,
            },
        };
    }
}
