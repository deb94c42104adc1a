using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentWire.Benchmarks.Mirrors.SmoothOperator;

// The envelopes as they are on the wire. The serializer cannot make their members part of the outer type, and cannot check
// that mirrored facts agree.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ImmediateResponse), "immediate_response")]
[JsonDerivedType(typeof(StreamToken), "stream_token")]
[JsonDerivedType(typeof(StreamReasoning), "stream_reasoning")]
[JsonDerivedType(typeof(StreamPreamble), "stream_preamble")]
[JsonDerivedType(typeof(StreamChunk), "stream_chunk")]
[JsonDerivedType(typeof(EventualResponse), "eventual_response")]
[JsonDerivedType(typeof(Keepalive), "keepalive")]
internal abstract record ServerEvent;

internal sealed record ImmediateResponse : ServerEvent
{
    public required JsonElement Data { get; init; }
    public string? Message { get; init; }
    public string? RequestId { get; init; }
    public long? Status { get; init; }
    public long? Timestamp { get; init; }
}

internal sealed record TokenData
{
    public required string RequestId { get; init; }
    public required string Token { get; init; }
}

internal sealed record StreamToken : ServerEvent
{
    public required TokenData Data { get; init; }
    public required string RequestId { get; init; }
    public long? Timestamp { get; init; }
    public required string Token { get; init; }
}

internal sealed record StreamReasoning : ServerEvent
{
    public required TokenData Data { get; init; }
    public required string RequestId { get; init; }
    public long? Timestamp { get; init; }
    public required string Token { get; init; }
}

internal sealed record StreamPreamble : ServerEvent
{
    public required TokenData Data { get; init; }
    public required string RequestId { get; init; }
    public long? Timestamp { get; init; }
    public required string Token { get; init; }
}

internal sealed record ChunkData
{
    public bool? Done { get; init; }
    public required string Node { get; init; }
    public required string RequestId { get; init; }
    public required JsonElement State { get; init; }
}

internal sealed record StreamChunk : ServerEvent
{
    public required ChunkData Data { get; init; }
    public required string Node { get; init; }
    public required string RequestId { get; init; }
    public long? Timestamp { get; init; }
}

internal sealed record ResponseData
{
    public required Response Data { get; init; }
    public required string RequestId { get; init; }
    public required long Status { get; init; }
}

internal sealed record Response
{
    public List<Citation>? Citations { get; init; }
    public required string MessageId { get; init; }
    public bool? NeedsEscalation { get; init; }

    [JsonPropertyName("response")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Value { get; init; }
    public Usage? Usage { get; init; }
}

internal sealed record Citation
{
    public required string Id { get; init; }
    public required double Score { get; init; }
    public required string Snippet { get; init; }
    public required string Title { get; init; }
    public string? Url { get; init; }
}

internal sealed record Usage
{
    public ulong? CompletionTokens { get; init; }
    public double? CostUsd { get; init; }
    public ulong? PromptTokens { get; init; }
}

internal sealed record EventualResponse : ServerEvent
{
    public required ResponseData Data { get; init; }
    public required string RequestId { get; init; }
    public required long Status { get; init; }
    public long? Timestamp { get; init; }
}

internal sealed record KeepaliveData
{
    public required string RequestId { get; init; }
}

internal sealed record Keepalive : ServerEvent
{
    public required KeepaliveData Data { get; init; }
    public required string RequestId { get; init; }
    public long? Timestamp { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ServerEvent))]
internal sealed partial class SmoothOperatorContext : JsonSerializerContext;
