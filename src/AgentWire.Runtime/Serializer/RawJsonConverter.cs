using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.Runtime.Serializer;
using AgentWire.Runtime.Text;

namespace AgentWire;

/// <summary>Converts opaque JSON for JsonSerializer.</summary>
// Public, because a JsonSerializerContext in another assembly refers to it.
public sealed class RawJsonConverter : JsonConverter<RawJson>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    /// <exception cref="WireException">The value is not JSON that this library accepts. For example, it contains a lone surrogate or <c>1e999</c>.</exception>
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using SerializerText value = SerializerText.Take(ref reader);
        return RawJson.Parse(value.Utf8);
    }

    /// <inheritdoc/>
    /// <exception cref="WireException">The value is deeper than the options allow at its position.</exception>
    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options)
    {
        SerializerDepth.Check(writer, options, value.Depth, nameof(RawJson));
        writer.WriteRawValue(value.Utf8, skipInputValidation: true);
    }
}
