using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentWire.Benchmarks.Mirrors.AgUi;

// Messages have the tag behind the identifier, which the serializer accepts as an option alone. The content of a message is only a
// text, because the serializer does not support unions without tags.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunStarted), "RUN_STARTED")]
[JsonDerivedType(typeof(RunFinished), "RUN_FINISHED")]
[JsonDerivedType(typeof(MessagesSnapshot), "MESSAGES_SNAPSHOT")]
[JsonDerivedType(typeof(StateSnapshot), "STATE_SNAPSHOT")]
[JsonDerivedType(typeof(StateDelta), "STATE_DELTA")]
[JsonDerivedType(typeof(TextMessageStart), "TEXT_MESSAGE_START")]
[JsonDerivedType(typeof(TextMessageContent), "TEXT_MESSAGE_CONTENT")]
[JsonDerivedType(typeof(TextMessageEnd), "TEXT_MESSAGE_END")]
[JsonDerivedType(typeof(ReasoningMessageStart), "REASONING_MESSAGE_START")]
[JsonDerivedType(typeof(ReasoningMessageContent), "REASONING_MESSAGE_CONTENT")]
[JsonDerivedType(typeof(ReasoningMessageEnd), "REASONING_MESSAGE_END")]
[JsonDerivedType(typeof(ToolCallStart), "TOOL_CALL_START")]
[JsonDerivedType(typeof(ToolCallArgs), "TOOL_CALL_ARGS")]
[JsonDerivedType(typeof(ToolCallEnd), "TOOL_CALL_END")]
[JsonDerivedType(typeof(ToolCallResult), "TOOL_CALL_RESULT")]
internal abstract record Event
{
    public long? Timestamp { get; init; }
    public JsonElement? RawEvent { get; init; }
    public JsonElement? Metadata { get; init; }
    public string? SubagentRunId { get; init; }
}

internal sealed record RunStarted : Event
{
    public required string ThreadId { get; init; }
    public required string RunId { get; init; }
    public string? ProtocolVersion { get; init; }
    public string? ParentRunId { get; init; }
}

internal sealed record RunFinished : Event
{
    public required string ThreadId { get; init; }
    public required string RunId { get; init; }
    public JsonElement? Result { get; init; }
    public Outcome? Outcome { get; init; }
    public List<TokenUsage>? Usage { get; init; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Success), "success")]
internal abstract record Outcome;

internal sealed record Success : Outcome
{
    public List<string>? PendingToolCallIds { get; init; }
}

internal sealed record TokenUsage
{
    public string? Provider { get; init; }
    public string? Model { get; init; }
    public long? InputTokens { get; init; }
    public long? OutputTokens { get; init; }
    public long? TotalTokens { get; init; }
    public long? ReasoningTokens { get; init; }
    public long? CachedInputTokens { get; init; }
    public long? CacheWriteInputTokens { get; init; }
}

internal sealed record MessagesSnapshot : Event
{
    public required List<Message> Messages { get; init; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "role")]
[JsonDerivedType(typeof(User), "user")]
[JsonDerivedType(typeof(Assistant), "assistant")]
[JsonDerivedType(typeof(Tool), "tool")]
internal abstract record Message
{
    public string? SubagentRunId { get; init; }
    public required string Id { get; init; }
    public string? EncryptedValue { get; init; }
    public JsonElement? Metadata { get; init; }
}

internal sealed record User : Message
{
    public string? Name { get; init; }
    public required string Content { get; init; }
}

internal sealed record Assistant : Message
{
    public string? Name { get; init; }
    public string? Content { get; init; }
}

internal sealed record Tool : Message
{
    public required string Content { get; init; }
    public required string ToolCallId { get; init; }
    public string? Error { get; init; }
}

internal sealed record StateSnapshot : Event
{
    public required JsonElement Snapshot { get; init; }
}

internal sealed record StateDelta : Event
{
    public required List<PatchOperation> Delta { get; init; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "op")]
[JsonDerivedType(typeof(Add), "add")]
[JsonDerivedType(typeof(Replace), "replace")]
internal abstract record PatchOperation
{
    public required string Path { get; init; }
    public required JsonElement Value { get; init; }
}

internal sealed record Add : PatchOperation;

internal sealed record Replace : PatchOperation;

internal sealed record TextMessageStart : Event
{
    public required string MessageId { get; init; }
    public string? Role { get; init; }
    public string? Name { get; init; }
}

internal sealed record TextMessageContent : Event
{
    public required string MessageId { get; init; }
    public required string Delta { get; init; }
}

internal sealed record TextMessageEnd : Event
{
    public required string MessageId { get; init; }
}

internal sealed record ReasoningMessageStart : Event
{
    public required string MessageId { get; init; }
    public required string Role { get; init; }
}

internal sealed record ReasoningMessageContent : Event
{
    public required string MessageId { get; init; }
    public required string Delta { get; init; }
}

internal sealed record ReasoningMessageEnd : Event
{
    public required string MessageId { get; init; }
}

internal sealed record ToolCallStart : Event
{
    public required string ToolCallId { get; init; }
    public required string ToolCallName { get; init; }
    public string? ParentMessageId { get; init; }
}

internal sealed record ToolCallArgs : Event
{
    public required string ToolCallId { get; init; }
    public required string Delta { get; init; }
}

internal sealed record ToolCallEnd : Event
{
    public required string ToolCallId { get; init; }
}

internal sealed record ToolCallResult : Event
{
    public required string MessageId { get; init; }
    public required string ToolCallId { get; init; }
    public required string Content { get; init; }
    public string? Role { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true
)]
[JsonSerializable(typeof(Event))]
internal sealed partial class AgUiContext : JsonSerializerContext;
