using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.Json;

namespace AgentWire;

/// <summary>Lets JsonSerializer carry a timestamp in its wire form.</summary>
// Public, because a JsonSerializerContext in another assembly names it.
public sealed class WireTimestampConverter : JsonConverter<WireTimestamp>
{
    /// <inheritdoc/>
    public override WireTimestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using SerializerValue value = SerializerValue.Take(ref reader);
        WireReader wire = WireReader.Open(value.Utf8, WireOptions.Default);
        WireTimestamp timestamp = wire.ReadTimestamp();
        wire.EndDocument();
        return wire.Failed ? throw wire.Error(value.Utf8, "json", nameof(WireTimestamp)).ToException() : timestamp;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, WireTimestamp value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"\"{value}\"", skipInputValidation: true);
}
