using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Serializer;
using AgentWire.Runtime.Text;

namespace AgentWire;

/// <summary>Lets JsonSerializer carry members that the contract does not know, as an object.</summary>
// Public, because a JsonSerializerContext in another assembly names it.
public sealed class RawMembersConverter : JsonConverter<RawMembers>
{
    /// <inheritdoc/>
    /// <returns>Null for an object without members, as <see cref="RawMembers.Create"/> gives it.</returns>
    /// <exception cref="WireException">It is not an object, has more members than
    /// <see cref="WireOptions.PreservedMembersLimit"/>, or is not JSON as this library takes it.</exception>
    public override RawMembers? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using SerializerText value = SerializerText.Take(ref reader);
        WireReader wire = default;
        wire.Open(value.Utf8, RawJson.Options);
        RawMembers? members = wire.ReadMembers();
        wire.EndDocument();
        return wire.Failed ? throw wire.Error(value.Utf8, "json", nameof(RawMembers)).ToException() : members;
    }

    /// <inheritdoc/>
    /// <exception cref="WireException">They are deeper than the options allow, more than
    /// <see cref="WireOptions.PreservedMembersLimit"/>, or a name has a lone surrogate.</exception>
    public override void Write(Utf8JsonWriter writer, RawMembers value, JsonSerializerOptions options)
    {
        RawJson json = RawJson.ObjectOf(value);
        SerializerDepth.Check(writer, options, json.Depth, nameof(RawMembers));
        writer.WriteRawValue(json.Utf8, skipInputValidation: true);
    }
}
