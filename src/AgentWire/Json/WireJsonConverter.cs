using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AgentWire.Json;

/// <summary>Lets JsonSerializer read and write a contract type: always compact and canonical, whatever its options say.</summary>
internal sealed class WireJsonConverter<T>(WireCodec<T> codec) : JsonConverter<T>, IWireJsonConverter
    where T : notnull
{
    // Beside lists, the value types of a contract are its sets of strings; nothing else of it can be a member's name.
    private static bool IsString => typeof(T).IsValueType && default(T) is not IWireList;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (SerializerValue.TryTakeInPlace(ref reader, out ReadOnlySpan<byte> utf8))
        {
            return codec.Read(utf8);
        }

        using SerializerValue value = SerializerValue.Take(ref reader);
        return codec.Read(value.Utf8);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        codec.WriteTo(writer, value, options);

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!IsString)
        {
            return base.ReadAsPropertyName(ref reader, typeToConvert, options);
        }

        using SerializerValue name = SerializerValue.TakeName(ref reader);
        return codec.Read(name.Utf8);
    }

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (IsString)
        {
            codec.WriteNameTo(writer, value);
        }
        else
        {
            base.WriteAsPropertyName(writer, value, options);
        }
    }

    public JsonTypeInfo CreateTypeInfo(JsonSerializerOptions options) =>
        JsonMetadataServices.CreateValueInfo<T>(options, this);
}

/// <summary>The same for one variant of a union: its bytes are those of the union, and another variant is refused.</summary>
internal sealed class WireJsonConverter<TVariant, TUnion>(WireCodec<TUnion> codec)
    : JsonConverter<TVariant>,
        IWireJsonConverter
    where TVariant : TUnion
    where TUnion : notnull
{
    private readonly WireJsonConverter<TUnion> _union = new(codec);

    public override TVariant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        TUnion value = _union.Read(ref reader, typeof(TUnion), options);
        return value is TVariant variant
            ? variant
            : throw new WireError(
                WireErrorCode.InvalidValue,
                "",
                0,
                codec.Dialect,
                codec.Type,
                $"expected the variant {typeof(TVariant).Name}, found {value.GetType().Name}"
            ).ToException();
    }

    public override void Write(Utf8JsonWriter writer, TVariant value, JsonSerializerOptions options) =>
        _union.Write(writer, value, options);

    public JsonTypeInfo CreateTypeInfo(JsonSerializerOptions options) =>
        JsonMetadataServices.CreateValueInfo<TVariant>(options, this);
}
