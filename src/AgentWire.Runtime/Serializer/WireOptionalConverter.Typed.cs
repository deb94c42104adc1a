using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AgentWire.Runtime.Serializer;

/// <summary>
/// Converts an optional whose value is a contract value, with the converter of the value. A value of any other type is converted
/// as the options say.
/// </summary>
internal sealed class WireOptionalConverter<T>(JsonSerializerOptions options) : JsonConverter<WireOptional<T>>
{
    private readonly JsonConverter<T>? _contract = (JsonConverter<T>?)(
        ContractConverters.Find(typeof(T), options) ?? PlainValues.Find(typeof(T))
    );

    public override bool HandleNull => true;

    public override WireOptional<T> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        reader.TokenType == JsonTokenType.Null ? (WireOptional<T>)WireOptional.Null
        : _contract is not null ? new WireOptional<T>(_contract.Read(ref reader, typeof(T), options))
        : new WireOptional<T>(JsonSerializer.Deserialize(ref reader, TypeInfo(options)));

    public override void Write(Utf8JsonWriter writer, WireOptional<T> value, JsonSerializerOptions options)
    {
        if (!value.HasValue)
        {
            writer.WriteNullValue();
        }
        else if (_contract is not null)
        {
            _contract.Write(writer, value.Value, options);
        }
        else
        {
            JsonSerializer.Serialize(writer, value.Value, TypeInfo(options));
        }
    }

    private static JsonTypeInfo<T> TypeInfo(JsonSerializerOptions options) =>
        (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
