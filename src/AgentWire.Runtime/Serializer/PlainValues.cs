using System.Text.Json.Serialization;
using AgentWire.CompilerServices;

namespace AgentWire.Runtime.Serializer;

/// <summary>Strings, Booleans and numbers in optionals and maps, which JsonSerializer reads and writes as the codecs do.</summary>
internal static class PlainValues
{
    private static readonly Dictionary<Type, JsonConverter> Converters = new()
    {
        [typeof(string)] = Of<string, StringFormat>(),
        [typeof(bool)] = Of<bool, BooleanFormat>(),
        [typeof(double)] = Of<double, DoubleFormat>(),
        [typeof(float)] = Of<float, SingleFormat>(),
        [typeof(byte)] = Of<byte, UInt8Format>(),
        [typeof(ushort)] = Of<ushort, UInt16Format>(),
        [typeof(uint)] = Of<uint, UInt32Format>(),
        [typeof(ulong)] = Of<ulong, UInt64Format>(),
        [typeof(short)] = Of<short, Int16Format>(),
        [typeof(int)] = Of<int, Int32Format>(),
        [typeof(long)] = Of<long, Int64Format>(),
    };

    /// <summary>Returns the converter of such a value, or null for any other type.</summary>
    public static JsonConverter? Find(Type type) =>
        Converters.TryGetValue(type, out JsonConverter? converter) ? converter : null;

    private static FormatConverter<T, TFormat> Of<T, TFormat>()
        where T : notnull
        where TFormat : struct, IWireFormat<T> => new(typeof(T).Name);
}
