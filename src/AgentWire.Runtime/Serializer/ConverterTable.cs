using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentWire.Runtime.Serializer;

namespace AgentWire.CompilerServices;

/// <summary>The converters of a dialect's types for JsonSerializer, and a resolver that needs no reflection.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConverterTable : IJsonTypeInfoResolver
{
    private readonly Dictionary<Type, JsonConverter> _converters = [];

    /// <summary>The converter of a type; null where the dialect does not have it.</summary>
    public JsonConverter? Find(Type type) =>
        _converters.TryGetValue(type, out JsonConverter? converter) ? converter : null;

    /// <inheritdoc/>
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        (Find(type) as IWireJsonConverter)?.CreateTypeInfo(options);

    internal void Add(Type type, JsonConverter converter) => _converters.Add(type, converter);
}
