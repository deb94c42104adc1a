using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AgentWire.Runtime.Serializer;

/// <summary>Converts one variant of a union for JsonSerializer. Its bytes are those of the union. Other variants are refused.</summary>
/// <param name="union">The converter of the union.</param>
/// <param name="dialect">The dialect, for errors.</param>
/// <param name="type">The union, for errors.</param>
internal sealed class WireVariantConverter<TVariant, TUnion>(JsonConverter<TUnion> union, string dialect, string type)
    : JsonConverter<TVariant>,
        IWireJsonConverter
    where TVariant : TUnion
    where TUnion : notnull
{
    public override TVariant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        TUnion value = union.Read(ref reader, typeof(TUnion), options)!;
        return value is TVariant variant
            ? variant
            : throw new WireError(
                WireErrorCode.InvalidValue,
                "",
                0,
                dialect,
                type,
                $"expected the variant {typeof(TVariant).Name}, found {value.GetType().Name}"
            ).ToException();
    }

    public override void Write(Utf8JsonWriter writer, TVariant value, JsonSerializerOptions options) =>
        union.Write(writer, value, options);

    public JsonTypeInfo CreateTypeInfo(JsonSerializerOptions options) =>
        JsonMetadataServices.CreateValueInfo<TVariant>(options, this);
}
