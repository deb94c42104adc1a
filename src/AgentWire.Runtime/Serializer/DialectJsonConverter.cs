using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentWire.CompilerServices;

/// <summary>Converts the types of one dialect for JsonSerializer, in their canonical form.</summary>
/// <param name="converters">The converters of these types.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DialectJsonConverter(ConverterTable converters) : JsonConverterFactory
{
    /// <inheritdoc/>
    public sealed override bool CanConvert(Type typeToConvert) => converters.Find(typeToConvert) is not null;

    /// <inheritdoc/>
    public sealed override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        converters.Find(typeToConvert);
}
