using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire;

/// <summary>Converts a timestamp for JsonSerializer, in its wire form.</summary>
// Public, because a JsonSerializerContext in another assembly refers to it.
public sealed class WireTimestampConverter : JsonConverter<WireTimestamp>
{
    /// <inheritdoc/>
    /// <exception cref="WireException">The value is not a string, or not an RFC 3339 time.</exception>
    public override WireTimestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using SerializerText value = SerializerText.Take(ref reader);
        return Read(value.Utf8);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, WireTimestamp value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"\"{value}\"", skipInputValidation: true);

    /// <inheritdoc/>
    /// <exception cref="WireException">The name is not an RFC 3339 time.</exception>
    public override WireTimestamp ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        using SerializerText name = SerializerText.TakeName(ref reader);
        return Read(name.Utf8);
    }

    /// <inheritdoc/>
    public override void WriteAsPropertyName(
        Utf8JsonWriter writer,
        WireTimestamp value,
        JsonSerializerOptions options
    ) => writer.WritePropertyName(value.ToString());

    private static WireTimestamp Read(ReadOnlySpan<byte> json)
    {
        WireReader wire = default;
        wire.Open(json, WireOptions.Default);
        WireTimestamp timestamp = wire.ReadTimestamp();
        wire.EndDocument();
        return wire.Failed ? throw wire.Error(json, "json", nameof(WireTimestamp)).ToException() : timestamp;
    }
}
