using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.Runtime.Serializer;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>Converts a <see cref="WireOptional{T}"/> for JsonSerializer, as its value or null. An absent one is written as null.</summary>
// Public, because a JsonSerializerContext in another assembly refers to it.
public sealed class WireOptionalConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(WireOptional<>);

    /// <inheritdoc/>
    [UnconditionalSuppressMessage(
        "Trimming",
        "IL2067",
        Justification = "An optional is a struct: it has no constructor that could be missing."
    )]
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        ((IWireOptional)Activator.CreateInstance(typeToConvert)!).Accept(new ConverterOfOptional(options));

    private sealed class ConverterOfOptional(JsonSerializerOptions options) : IElementVisitor<JsonConverter>
    {
        public JsonConverter Visit<T>() => new WireOptionalConverter<T>(options);
    }
}
