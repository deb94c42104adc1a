using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;

namespace AgentWire.Runtime.Serializer;

/// <summary>Contains the converters that the library's types specify, for options whose converters would otherwise take precedence.</summary>
internal sealed class ContractConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => AttributeOf(typeToConvert) is not null;

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        Find(typeToConvert, options);

    /// <summary>Returns the converter of a type of the library, or null for any other type.</summary>
    public static JsonConverter? Find(Type type, JsonSerializerOptions options)
    {
        JsonConverterAttribute? attribute = AttributeOf(type);
        if (attribute is null)
        {
            return null;
        }

        JsonConverter converter = (JsonConverter)Activator.CreateInstance(attribute.ConverterType!)!;
        return converter is JsonConverterFactory factory ? factory.CreateConverter(type, options) : converter;
    }

    // For types of the library itself and of dialects that were generated for it.
    private static JsonConverterAttribute? AttributeOf(Type type) =>
        type.GetCustomAttribute<JsonConverterAttribute>(inherit: false) is { ConverterType: { } converter } attribute
        && (
            converter.Assembly == typeof(ContractConverters).Assembly
            || typeof(DialectJsonConverter).IsAssignableFrom(converter)
        )
            ? attribute
            : null;
}
