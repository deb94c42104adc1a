using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.Runtime.Serializer;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>Converts a <see cref="WireMap{T}"/> for JsonSerializer, as an object.</summary>
// Public, because a JsonSerializerContext in another assembly refers to it.
public sealed class WireMapConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(WireMap<>);

    /// <inheritdoc/>
    [UnconditionalSuppressMessage(
        "Trimming",
        "IL2067",
        Justification = "A map is a struct: it has no constructor that could be missing."
    )]
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        ((IWireMap)Activator.CreateInstance(typeToConvert)!).Accept(new ConverterOfMap(options));

    private sealed class ConverterOfMap(JsonSerializerOptions options) : IElementVisitor<JsonConverter>
    {
        public JsonConverter Visit<T>() => new WireMapConverter<T>(options);
    }
}
