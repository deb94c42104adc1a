using System.Text.Json.Serialization;

namespace AgentWire.Benchmarks.Sides;

/// <summary>What the sides themselves need of the serializer.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class TextContext : JsonSerializerContext;
