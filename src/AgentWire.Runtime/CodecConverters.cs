using System.ComponentModel;
using AgentWire.Runtime.Serializer;

namespace AgentWire.CompilerServices;

/// <summary>Adds the converters of codecs to a <see cref="ConverterTable"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CodecConverters
{
    /// <summary>Adds the converter of a contract type.</summary>
    /// <returns>The same table.</returns>
    public static ConverterTable Add<T>(this ConverterTable table, WireCodec<T> codec)
        where T : notnull
    {
        table.Add(typeof(T), codec.Converter);
        return table;
    }

    /// <summary>Adds the converter of one variant of a union.</summary>
    /// <returns>The same table.</returns>
    public static ConverterTable Add<TVariant, TUnion>(this ConverterTable table, WireCodec<TUnion> codec)
        where TVariant : TUnion
        where TUnion : notnull
    {
        table.Add(
            typeof(TVariant),
            new WireVariantConverter<TVariant, TUnion>(codec.Converter, codec.Dialect, codec.TypeName)
        );
        return table;
    }
}
