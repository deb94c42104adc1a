using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentWire.Benchmarks.Mirrors.Synaps;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Thinking), "thinking")]
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(ToolUseStart), "tool_use_start")]
[JsonDerivedType(typeof(ToolUse), "tool_use")]
[JsonDerivedType(typeof(ToolResult), "tool_result")]
[JsonDerivedType(typeof(ToolResultDelta), "tool_result_delta")]
[JsonDerivedType(typeof(Usage), "usage")]
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(Notice), "notice")]
[JsonDerivedType(typeof(Error), "error")]
[JsonDerivedType(typeof(SystemMessage), "system")]
[JsonDerivedType(typeof(History), "history")]
[JsonDerivedType(typeof(Status), "status")]
internal abstract record ServerMessage;

internal sealed record Thinking : ServerMessage
{
    public required string Content { get; init; }
}

internal sealed record Text : ServerMessage
{
    public required string Content { get; init; }
}

internal sealed record ToolUseStart : ServerMessage
{
    public required string ToolName { get; init; }
}

internal sealed record ToolUse : ServerMessage
{
    public required string ToolName { get; init; }
    public required string ToolId { get; init; }
    public required JsonElement Input { get; init; }
}

internal sealed record ToolResult : ServerMessage
{
    public required string ToolId { get; init; }
    public required string Result { get; init; }
}

internal sealed record ToolResultDelta : ServerMessage
{
    public required string ToolId { get; init; }
    public required string Delta { get; init; }
}

internal sealed record Usage : ServerMessage
{
    public required ulong InputTokens { get; init; }
    public required ulong OutputTokens { get; init; }

    [JsonPropertyName("cache_creation_5m")]
    public ulong? CacheCreation5m { get; init; }

    [JsonPropertyName("cache_creation_1h")]
    public ulong? CacheCreation1h { get; init; }
}

internal sealed record Done : ServerMessage;

internal sealed record Notice : ServerMessage
{
    public required string Text { get; init; }
}

internal sealed record Error : ServerMessage
{
    public required string Message { get; init; }
}

internal sealed record SystemMessage : ServerMessage
{
    public required string Message { get; init; }
}

internal sealed record History : ServerMessage
{
    public required List<HistoryEntry> Messages { get; init; }
}

internal sealed record Status : ServerMessage
{
    public required string Model { get; init; }
    public required string Thinking { get; init; }
    public required bool Streaming { get; init; }
    public required string SessionId { get; init; }
    public required ulong TotalInputTokens { get; init; }
    public required ulong TotalOutputTokens { get; init; }
    public required double SessionCost { get; init; }
    public required ulong ConnectedClients { get; init; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "role")]
[JsonDerivedType(typeof(SaidEntry), "user")]
[JsonDerivedType(typeof(ThinkingEntry), "thinking")]
[JsonDerivedType(typeof(TextEntry), "text")]
[JsonDerivedType(typeof(ToolUseEntry), "tool_use")]
[JsonDerivedType(typeof(ToolResultEntry), "tool_result")]
internal abstract record HistoryEntry;

internal sealed record SaidEntry : HistoryEntry
{
    public required string Content { get; init; }
    public required string Time { get; init; }
}

internal sealed record ThinkingEntry : HistoryEntry
{
    public required string Content { get; init; }
    public required string Time { get; init; }
}

internal sealed record TextEntry : HistoryEntry
{
    public required string Content { get; init; }
    public required string Time { get; init; }
}

internal sealed record ToolUseEntry : HistoryEntry
{
    public required string ToolName { get; init; }
    public required string Input { get; init; }
    public required string Time { get; init; }
}

internal sealed record ToolResultEntry : HistoryEntry
{
    public required string Result { get; init; }
    public required string Time { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ServerMessage))]
internal sealed partial class SynapsContext : JsonSerializerContext;
