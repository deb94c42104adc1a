using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgentWire.Runtime.Serializer;

/// <summary>A converter that creates its type information without reflection.</summary>
internal interface IWireJsonConverter
{
    JsonTypeInfo CreateTypeInfo(JsonSerializerOptions options);
}
