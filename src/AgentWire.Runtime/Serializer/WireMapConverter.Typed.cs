using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire.Runtime.Serializer;

/// <summary>
/// Converts an object whose values are contract values, each with its own converter. Values of any other type are converted as
/// the options say.
/// </summary>
internal sealed class WireMapConverter<T>(JsonSerializerOptions options) : JsonConverter<WireMap<T>>
{
    private readonly JsonConverter<T>? _contract = (JsonConverter<T>?)(
        ContractConverters.Find(typeof(T), options) ?? PlainValues.Find(typeof(T))
    );

    public override WireMap<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using SerializerText text = SerializerText.Take(ref reader);
        Check(text.Utf8);
        MemberTable<T> table = new();
        Utf8JsonReader members = new(text.Utf8, new JsonReaderOptions { MaxDepth = WireOptions.DepthLimit });
        members.Read();
        while (members.Read() && members.TokenType == JsonTokenType.PropertyName)
        {
            string name = members.GetString()!;
            members.Read();
            T? value = _contract is null
                ? JsonSerializer.Deserialize(ref members, TypeInfo(options))
                : ReadValue(ref members, _contract, name, options);
            table.Append(new(name, value!));
        }

        return new WireMap<T>(table);
    }

    public override void Write(Utf8JsonWriter writer, WireMap<T> value, JsonSerializerOptions options)
    {
        SerializerDepth.Check(writer, options, levels: 1, nameof(WireMap));
        writer.WriteStartObject();
        foreach (KeyValuePair<string, T> entry in value.AsSpan())
        {
            writer.WritePropertyName(entry.Key);
            if (_contract is null)
            {
                JsonSerializer.Serialize(writer, entry.Value, TypeInfo(options));
            }
            else if (entry.Value is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                _contract.Write(writer, entry.Value, options);
            }
        }

        writer.WriteEndObject();
    }

    private static JsonTypeInfo<T> TypeInfo(JsonSerializerOptions options) =>
        (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    /// <summary>Refuses what is not an object, and a name that occurs twice, as a codec does.</summary>
    private static void Check(ReadOnlySpan<byte> utf8)
    {
        WireReader wire = default;
        wire.Open(utf8, RawJson.Options);
        wire.ReadMap<bool, AnyValue>();
        wire.EndDocument();
        if (wire.Failed)
        {
            throw wire.Error(utf8, "json", nameof(WireMap)).ToException();
        }
    }

    /// <summary>Reads a value as JsonSerializer reads a value of one of its own dictionaries. A null is allowed if the type can be null.</summary>
    private static T? ReadValue(
        ref Utf8JsonReader reader,
        JsonConverter<T> contract,
        string name,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType == JsonTokenType.Null && default(T) is null)
        {
            return default;
        }

        long offset = reader.TokenStartIndex;
        try
        {
            return contract.Read(ref reader, typeof(T), options);
        }
        catch (WireException refused)
        {
            throw refused.Error.InMember(name, offset).ToException();
        }
    }

    private readonly struct AnyValue : IWireDecoder<bool>
    {
        public bool Read(ref WireReader reader)
        {
            reader.Skip();
            return true;
        }
    }
}
