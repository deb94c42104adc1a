using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AgentWire.Json;

/// <summary>Resolves the contract types of one dialect for JsonSerializer without reflection.</summary>
internal sealed class WireTypeInfoResolver(Func<Type, JsonConverter?> createConverter) : IJsonTypeInfoResolver
{
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        (createConverter(type) as IWireJsonConverter)?.CreateTypeInfo(options);
}
