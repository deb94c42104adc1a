using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentWire.Benchmarks.Mirrors.Walrus;

// What a careful user of System.Text.Json would write for walrus. An event beside the tag is a nullable member for each of
// its variants, because the serializer supports no other way.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Response), "response")]
[JsonDerivedType(typeof(StreamMessage), "stream")]
[JsonDerivedType(typeof(DownloadMessage), "download")]
[JsonDerivedType(typeof(Error), "error")]
[JsonDerivedType(typeof(Pong), "pong")]
[JsonDerivedType(typeof(HubMessage), "hub")]
[JsonDerivedType(typeof(Sessions), "sessions")]
[JsonDerivedType(typeof(Tasks), "tasks")]
internal abstract record ServerMessage;

internal sealed record Response : ServerMessage
{
    public required string Agent { get; init; }
    public required string Content { get; init; }
    public required ulong Session { get; init; }
}

internal sealed record StreamMessage : ServerMessage
{
    [JsonPropertyName("Start")]
    public StreamStart? Start { get; init; }

    [JsonPropertyName("Chunk")]
    public Text? Chunk { get; init; }

    [JsonPropertyName("Thinking")]
    public Text? Thinking { get; init; }

    [JsonPropertyName("ToolStart")]
    public ToolStart? ToolStart { get; init; }

    [JsonPropertyName("ToolResult")]
    public ToolResult? ToolResult { get; init; }

    // This null is written. An undefined element represents its absence.
    [JsonPropertyName("ToolsComplete")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement ToolsComplete { get; init; }

    [JsonPropertyName("End")]
    public StreamEnd? End { get; init; }
}

internal sealed record StreamStart
{
    public required string Agent { get; init; }
    public required ulong Session { get; init; }
}

internal sealed record Text
{
    public required string Content { get; init; }
}

internal sealed record ToolStart
{
    public required List<ToolCallInfo> Calls { get; init; }
}

internal sealed record ToolCallInfo
{
    public required string Name { get; init; }
    public required string Arguments { get; init; }
}

internal sealed record ToolResult
{
    public required string CallId { get; init; }
    public required string Output { get; init; }
}

internal sealed record StreamEnd
{
    public required string Agent { get; init; }
}

internal sealed record DownloadMessage : ServerMessage
{
    [JsonPropertyName("Start")]
    public DownloadPart? Start { get; init; }

    [JsonPropertyName("FileStart")]
    public FileStart? FileStart { get; init; }

    [JsonPropertyName("Progress")]
    public Progress? Progress { get; init; }

    [JsonPropertyName("FileEnd")]
    public FileEnd? FileEnd { get; init; }

    [JsonPropertyName("End")]
    public DownloadPart? End { get; init; }
}

internal sealed record DownloadPart
{
    public required string Model { get; init; }
}

internal sealed record FileStart
{
    public required string Model { get; init; }
    public required string Filename { get; init; }
    public required ulong Size { get; init; }
}

internal sealed record Progress
{
    public required string Model { get; init; }
    public required ulong Bytes { get; init; }
}

internal sealed record FileEnd
{
    public required string Model { get; init; }
    public required string Filename { get; init; }
}

internal sealed record Error : ServerMessage
{
    public required ushort Code { get; init; }
    public required string Message { get; init; }
}

internal sealed record Pong : ServerMessage;

internal sealed record HubMessage : ServerMessage
{
    [JsonPropertyName("Start")]
    public HubPart? Start { get; init; }

    [JsonPropertyName("Step")]
    public HubStep? Step { get; init; }

    [JsonPropertyName("End")]
    public HubPart? End { get; init; }
}

internal sealed record HubPart
{
    public required string Package { get; init; }
}

internal sealed record HubStep
{
    public required string Message { get; init; }
}

internal sealed record Sessions : ServerMessage
{
    [JsonPropertyName("sessions")]
    public required List<SessionInfo> Items { get; init; }
}

internal sealed record SessionInfo
{
    public required ulong Id { get; init; }
    public required string Agent { get; init; }
    public required string CreatedBy { get; init; }
    public required ulong MessageCount { get; init; }
    public required ulong AliveSecs { get; init; }
}

internal sealed record Tasks : ServerMessage
{
    [JsonPropertyName("tasks")]
    public required List<TaskInfo> Items { get; init; }
}

internal sealed record TaskInfo
{
    public required ulong Id { get; init; }
    public ulong? ParentId { get; init; }
    public required string Agent { get; init; }
    public required string Status { get; init; }
    public required string Description { get; init; }
    public string? Result { get; init; }
    public string? Error { get; init; }
    public required string CreatedBy { get; init; }
    public required ulong PromptTokens { get; init; }
    public required ulong CompletionTokens { get; init; }
    public required ulong AliveSecs { get; init; }
    public string? BlockedOn { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ServerMessage))]
internal sealed partial class WalrusContext : JsonSerializerContext;
