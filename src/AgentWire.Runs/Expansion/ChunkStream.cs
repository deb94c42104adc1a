using AgentWire.AgUi;

namespace AgentWire.Runs.Expansion;

/// <summary>An open stream of chunks, and the events that it becomes.</summary>
internal sealed class ChunkStream
{
    private readonly Event _start;

    private ChunkStream(ChunkKind kind, string id, string? owner, long order, Event start)
    {
        Kind = kind;
        Id = id;
        Owner = owner;
        Order = order;
        _start = start;
        Node = new LinkedListNode<ChunkStream>(this);
    }

    public ChunkKind Kind { get; }

    public string Id { get; }

    public string? Owner { get; }

    /// <summary>Gets the number of the stream. One that opened later has a greater one.</summary>
    public long Order { get; }

    /// <summary>Gets the place among the open streams of the kind.</summary>
    public LinkedListNode<ChunkStream> Node { get; }

    public static ChunkStream Open(in Chunk chunk, long order)
    {
        string id = chunk.Id!;
        Event start = chunk.Source switch
        {
            Event.TextMessageChunk own => new Event.TextMessageStart
            {
                MessageId = id,
                Role = own.Role ?? TextMessageRole.Assistant,
                Name = own.Name,
                SubagentRunId = chunk.Owner,
                Metadata = chunk.Metadata,
            },
            Event.ToolCallChunk own => new Event.ToolCallStart
            {
                ToolCallId = id,
                ToolCallName = own.ToolCallName!,
                ParentMessageId = own.ParentMessageId,
                SubagentRunId = chunk.Owner,
                Metadata = chunk.Metadata,
            },
            _ => new Event.ReasoningMessageStart
            {
                MessageId = id,
                SubagentRunId = chunk.Owner,
                Metadata = chunk.Metadata,
            },
        };
        return new ChunkStream(chunk.Kind, id, chunk.Owner, order, start);
    }

    public Event Start() => _start;

    /// <summary>Returns the event that carries the text of a chunk.</summary>
    public Event Content(in Chunk chunk)
    {
        string delta = chunk.Delta ?? "";
        string? owner = chunk.Owner ?? Owner;
        return Kind switch
        {
            ChunkKind.Text => new Event.TextMessageContent
            {
                MessageId = Id,
                Delta = delta,
                SubagentRunId = owner,
                Metadata = chunk.Metadata,
                RawEvent = chunk.RawEvent,
            },
            ChunkKind.ToolCall => new Event.ToolCallArgs
            {
                ToolCallId = Id,
                Delta = delta,
                SubagentRunId = owner,
                Metadata = chunk.Metadata,
                RawEvent = chunk.RawEvent,
            },
            _ => new Event.ReasoningMessageContent
            {
                MessageId = Id,
                Delta = delta,
                SubagentRunId = owner,
                Metadata = chunk.Metadata,
                RawEvent = chunk.RawEvent,
            },
        };
    }

    public Event End() =>
        Kind switch
        {
            ChunkKind.Text => new Event.TextMessageEnd { MessageId = Id, SubagentRunId = Owner },
            ChunkKind.ToolCall => new Event.ToolCallEnd { ToolCallId = Id, SubagentRunId = Owner },
            _ => new Event.ReasoningMessageEnd { MessageId = Id, SubagentRunId = Owner },
        };

    /// <summary>Finds a member of a chunk that continues the stream, and says something else than its beginning.</summary>
    public (string Name, string? Began, string Says)? Difference(in Chunk chunk) =>
        (chunk.Source, _start) switch
        {
            (Event.TextMessageChunk own, Event.TextMessageStart start) => Differs(
                "role",
                start.Role?.ToString().ToLowerInvariant(),
                own.Role?.ToString().ToLowerInvariant()
            ) ?? Differs("name", start.Name, own.Name),
            (Event.ToolCallChunk own, Event.ToolCallStart start) => Differs(
                "toolCallName",
                start.ToolCallName,
                own.ToolCallName
            ) ?? Differs("parentMessageId", start.ParentMessageId, own.ParentMessageId),
            _ => null,
        };

    private static (string Name, string? Began, string Says)? Differs(string name, string? began, string? says) =>
        says is null || says == began ? null : (name, began, says);
}
