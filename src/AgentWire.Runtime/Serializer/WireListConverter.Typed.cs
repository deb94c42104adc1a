using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.Runtime.Serializer;

/// <summary>
/// Converts an array whose items are contract values, each with its own converter. Items of any other type are converted
/// as the options say.
/// </summary>
internal sealed class WireListConverter<T>(JsonSerializerOptions options) : JsonConverter<WireList<T>>
{
    private readonly JsonConverter<T>? _contract = (JsonConverter<T>?)ContractConverters.Find(typeof(T), options);

    public override WireList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw NoArray(ref reader);
        }

        long start = reader.TokenStartIndex;
        List<T> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(
                _contract is null
                    ? JsonSerializer.Deserialize(ref reader, TypeInfo(options))!
                    : ReadItem(ref reader, _contract, start, items.Count, options)!
            );
        }

        return items.ToWireList();
    }

    public override void Write(Utf8JsonWriter writer, WireList<T> value, JsonSerializerOptions options)
    {
        SerializerDepth.Check(writer, options, levels: 1, nameof(WireList));
        writer.WriteStartArray();
        foreach (T item in value)
        {
            if (_contract is null)
            {
                JsonSerializer.Serialize(writer, item, TypeInfo(options));
            }
            else if (item is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                _contract.Write(writer, item, options);
            }
        }

        writer.WriteEndArray();
    }

    private static JsonTypeInfo<T> TypeInfo(JsonSerializerOptions options) =>
        (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    /// <summary>Reads an item as JsonSerializer reads an item of one of its own lists. A null is allowed if the type can be null.</summary>
    private static T? ReadItem(
        ref Utf8JsonReader reader,
        JsonConverter<T> contract,
        long start,
        int index,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType == JsonTokenType.Null && default(T) is null)
        {
            return default;
        }

        long offset = reader.TokenStartIndex - start;
        try
        {
            return contract.Read(ref reader, typeof(T), options);
        }
        catch (WireException refused)
        {
            throw refused.Error.InItem(index, offset).ToException();
        }
    }

    private static WireException NoArray(ref Utf8JsonReader reader)
    {
        using SerializerText value = SerializerText.Take(ref reader);
        WireReader wire = default;
        wire.Open(value.Utf8, RawJson.Options);
        wire.ReadList<bool, BooleanFormat>();
        return wire.Error(value.Utf8, "json", nameof(WireList)).ToException();
    }
}
