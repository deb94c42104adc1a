using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgentWire.Runtime.Serializer;

/// <summary>A converter that can say what it converts without reflection.</summary>
internal interface IWireJsonConverter
{
    JsonTypeInfo CreateTypeInfo(JsonSerializerOptions options);
}
