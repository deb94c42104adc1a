using System.Text.Json.Serialization;

namespace AgentWire.Benchmarks.Sides;

/// <summary>The serializer context that the sides themselves need.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class TextContext : JsonSerializerContext;
