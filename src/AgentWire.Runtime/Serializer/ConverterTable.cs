using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentWire.Runtime.Serializer;

namespace AgentWire.CompilerServices;

/// <summary>The converters of a dialect's types for JsonSerializer, and a resolver that does not use reflection.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConverterTable : IJsonTypeInfoResolver
{
    private readonly Dictionary<Type, JsonConverter> _converters = [];

    /// <summary>Returns the converter of a type, or null if the dialect does not have the type.</summary>
    public JsonConverter? Find(Type type) =>
        _converters.TryGetValue(type, out JsonConverter? converter) ? converter : null;

    /// <inheritdoc/>
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        (Find(type) as IWireJsonConverter)?.CreateTypeInfo(options);

    internal void Add(Type type, JsonConverter converter) => _converters.Add(type, converter);
}
