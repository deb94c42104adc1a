using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentWire.Benchmarks.Mirrors.SystemPrompt;

// CUSTOM has only a name and any JSON, because the serializer does not support unions whose tag and content are two members.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunStarted), "RUN_STARTED")]
[JsonDerivedType(typeof(RunFinished), "RUN_FINISHED")]
[JsonDerivedType(typeof(TextMessageStart), "TEXT_MESSAGE_START")]
[JsonDerivedType(typeof(TextMessageContent), "TEXT_MESSAGE_CONTENT")]
[JsonDerivedType(typeof(TextMessageEnd), "TEXT_MESSAGE_END")]
[JsonDerivedType(typeof(ToolCallStart), "TOOL_CALL_START")]
[JsonDerivedType(typeof(ToolCallArgs), "TOOL_CALL_ARGS")]
[JsonDerivedType(typeof(ToolCallEnd), "TOOL_CALL_END")]
[JsonDerivedType(typeof(ToolCallResult), "TOOL_CALL_RESULT")]
[JsonDerivedType(typeof(StateSnapshot), "STATE_SNAPSHOT")]
[JsonDerivedType(typeof(StateDelta), "STATE_DELTA")]
[JsonDerivedType(typeof(Custom), "CUSTOM")]
internal abstract record AgUiEvent
{
    [JsonPropertyOrder(-1)]
    public required DateTime Timestamp { get; init; }
}

internal sealed record RunStarted : AgUiEvent
{
    public required string ThreadId { get; init; }
    public required string RunId { get; init; }
}

internal sealed record RunFinished : AgUiEvent
{
    public required string ThreadId { get; init; }
    public required string RunId { get; init; }
}

internal sealed record TextMessageStart : AgUiEvent
{
    public required string MessageId { get; init; }
    public required MessageRole Role { get; init; }
}

internal sealed record TextMessageContent : AgUiEvent
{
    public required string MessageId { get; init; }
    public required string Delta { get; init; }
}

internal sealed record TextMessageEnd : AgUiEvent
{
    public required string MessageId { get; init; }
}

internal sealed record ToolCallStart : AgUiEvent
{
    public required string ToolCallId { get; init; }
    public required string ToolCallName { get; init; }
    public string? ParentMessageId { get; init; }
}

internal sealed record ToolCallArgs : AgUiEvent
{
    public required string ToolCallId { get; init; }
    public required string Delta { get; init; }
}

internal sealed record ToolCallEnd : AgUiEvent
{
    public required string ToolCallId { get; init; }
}

internal sealed record ToolCallResult : AgUiEvent
{
    public required string MessageId { get; init; }
    public required string ToolCallId { get; init; }
    public required JsonElement Content { get; init; }
    public required MessageRole Role { get; init; }
}

internal sealed record StateSnapshot : AgUiEvent
{
    public required JsonElement Snapshot { get; init; }
}

internal sealed record StateDelta : AgUiEvent
{
    public required List<JsonPatchOperation> Delta { get; init; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "op")]
[JsonDerivedType(typeof(Add), "add")]
[JsonDerivedType(typeof(Replace), "replace")]
internal abstract record JsonPatchOperation
{
    [JsonPropertyOrder(-1)]
    public required string Path { get; init; }
}

internal sealed record Add : JsonPatchOperation
{
    public required JsonElement Value { get; init; }
}

internal sealed record Replace : JsonPatchOperation
{
    public required JsonElement Value { get; init; }
}

internal sealed record Custom : AgUiEvent
{
    public required string Name { get; init; }
    public required JsonElement Value { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<MessageRole>))]
internal enum MessageRole
{
    [JsonStringEnumMemberName("user")]
    User,

    [JsonStringEnumMemberName("assistant")]
    Assistant,

    [JsonStringEnumMemberName("system")]
    System,

    [JsonStringEnumMemberName("tool")]
    Tool,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AgUiEvent))]
internal sealed partial class SystemPromptContext : JsonSerializerContext;
