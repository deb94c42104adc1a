using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.Runtime.Serializer;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>Converts a <see cref="WireList{T}"/> for JsonSerializer, as an array.</summary>
// Public, because a JsonSerializerContext in another assembly refers to it.
public sealed class WireListConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(WireList<>);

    /// <inheritdoc/>
    [UnconditionalSuppressMessage(
        "Trimming",
        "IL2067",
        Justification = "A list is a struct: it has no constructor that could be missing."
    )]
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        ((IWireList)Activator.CreateInstance(typeToConvert)!).Accept(new ConverterOfList(options));

    private sealed class ConverterOfList(JsonSerializerOptions options) : IElementVisitor<JsonConverter>
    {
        public JsonConverter Visit<T>() => ValueLists.Find(typeof(T)) ?? new WireListConverter<T>(options);
    }
}
