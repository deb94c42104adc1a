using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Serializer;
using AgentWire.Runtime.Text;

namespace AgentWire;

/// <summary>Converts unknown members for JsonSerializer, as an object.</summary>
// Public, because a JsonSerializerContext in another assembly refers to it.
public sealed class RawMembersConverter : JsonConverter<RawMembers>
{
    /// <inheritdoc/>
    /// <exception cref="WireException">The value is not an object (null is not one), has more members than
    /// <see cref="WireOptions.PreservedMembersLimit"/>, or is not JSON that this library accepts.</exception>
    public override RawMembers Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using SerializerText value = SerializerText.Take(ref reader);
        WireReader wire = default;
        wire.Open(value.Utf8, RawJson.Options);
        RawMembers members = wire.ReadMembers();
        wire.EndDocument();
        return wire.Failed ? throw wire.Error(value.Utf8, "json", nameof(RawMembers)).ToException() : members;
    }

    /// <inheritdoc/>
    /// <exception cref="WireException">The members are deeper than the options allow, there are more of them than
    /// <see cref="WireOptions.PreservedMembersLimit"/>, or a name contains a lone surrogate.</exception>
    public override void Write(Utf8JsonWriter writer, RawMembers value, JsonSerializerOptions options)
    {
        RawJson json = RawJson.ObjectOf(value);
        SerializerDepth.Check(writer, options, json.Depth, nameof(RawMembers));
        writer.WriteRawValue(json.Utf8, skipInputValidation: true);
    }
}
