using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.Json;

namespace AgentWire;

/// <summary>Lets JsonSerializer carry opaque JSON.</summary>
// Public, because a JsonSerializerContext in another assembly names it.
public sealed class RawJsonConverter : JsonConverter<RawJson>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using SerializerValue value = SerializerValue.Take(ref reader);
        return RawJson.Parse(value.Utf8);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8, skipInputValidation: true);
}
