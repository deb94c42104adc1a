using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentWire.Benchmarks.Mirrors.Cinch;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Snapshot), "snapshot")]
[JsonDerivedType(typeof(TextMessage), "text")]
[JsonDerivedType(typeof(TextDelta), "text_delta")]
[JsonDerivedType(typeof(ToolExecuting), "tool_executing")]
[JsonDerivedType(typeof(ToolResult), "tool_result")]
[JsonDerivedType(typeof(Reasoning), "reasoning")]
[JsonDerivedType(typeof(ReasoningDelta), "reasoning_delta")]
[JsonDerivedType(typeof(Round), "round")]
[JsonDerivedType(typeof(PhaseMessage), "phase")]
[JsonDerivedType(typeof(Question), "question")]
[JsonDerivedType(typeof(QuestionDismissed), "question_dismissed")]
[JsonDerivedType(typeof(Finished), "finished")]
[JsonDerivedType(typeof(Log), "log")]
[JsonDerivedType(typeof(Extension), "extension")]
[JsonDerivedType(typeof(UserMessage), "user_message")]
[JsonDerivedType(typeof(TokenUsage), "token_usage")]
[JsonDerivedType(typeof(ToolCallsReceived), "tool_calls_received")]
[JsonDerivedType(typeof(ModelRouted), "model_routed")]
[JsonDerivedType(typeof(TodoUpdate), "todo_update")]
internal abstract record ServerMessage;

internal sealed record Snapshot : ServerMessage
{
    public required JsonElement Data { get; init; }
}

internal sealed record TextMessage : ServerMessage
{
    public required string Text { get; init; }
}

internal sealed record TextDelta : ServerMessage
{
    public required string Delta { get; init; }
}

internal sealed record ToolExecuting : ServerMessage
{
    public required string Name { get; init; }
    public required string Arguments { get; init; }
}

internal sealed record ToolResult : ServerMessage
{
    public required string Name { get; init; }
    public required string Result { get; init; }
    public required bool IsError { get; init; }
}

internal sealed record Reasoning : ServerMessage
{
    public required string Text { get; init; }
}

internal sealed record ReasoningDelta : ServerMessage
{
    public required string Delta { get; init; }
}

internal sealed record Round : ServerMessage
{
    [JsonPropertyName("round")]
    public required uint Number { get; init; }
    public required uint MaxRounds { get; init; }
    public required double ContextPct { get; init; }
}

internal sealed record PhaseMessage : ServerMessage
{
    public required string Phase { get; init; }
}

internal sealed record Question : ServerMessage
{
    [JsonPropertyName("question")]
    public required UserQuestion Details { get; init; }
}

internal sealed record UserQuestion
{
    public required string Prompt { get; init; }
    public required List<QuestionChoice> Choices { get; init; }
    public required bool Editable { get; init; }
    public ulong? MaxEditLength { get; init; }
}

internal sealed record QuestionChoice
{
    public required string Label { get; init; }
    public required string Body { get; init; }
    public required string Metadata { get; init; }
}

internal sealed record QuestionDismissed : ServerMessage;

internal sealed record Finished : ServerMessage;

internal sealed record Log : ServerMessage
{
    public required LogLine Line { get; init; }
}

internal sealed record LogLine
{
    public required string Time { get; init; }
    public required LogLevel Level { get; init; }
    public required string Message { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<LogLevel>))]
internal enum LogLevel
{
    Trace,
    Debug,
    Info,
    Warn,
    Error,
}

internal sealed record Extension : ServerMessage
{
    public required JsonElement Data { get; init; }
}

internal sealed record UserMessage : ServerMessage
{
    public required string Message { get; init; }
}

internal sealed record TokenUsage : ServerMessage
{
    public required uint PromptTokens { get; init; }
    public required uint CompletionTokens { get; init; }
}

internal sealed record ToolCallsReceived : ServerMessage
{
    public required uint Round { get; init; }
    public required ulong Count { get; init; }
}

internal sealed record ModelRouted : ServerMessage
{
    public required string Model { get; init; }
    public required uint Round { get; init; }
}

internal sealed record TodoUpdate : ServerMessage
{
    public required string Content { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ServerMessage))]
internal sealed partial class CinchContext : JsonSerializerContext;
