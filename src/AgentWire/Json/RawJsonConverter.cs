using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentWire.Json;

/// <summary>Lets JsonSerializer carry opaque JSON.</summary>
internal sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override bool HandleNull => true;

    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using SerializerValue value = SerializerValue.Take(ref reader);
        return RawJson.Parse(value.Utf8);
    }

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8, skipInputValidation: true);
}
