using System.Text.Json.Serialization;
using AgentWire.CompilerServices;

namespace AgentWire.Runtime.Serializer;

/// <summary>Lists of strings, Booleans and numbers, which JsonSerializer reads and writes as the codecs do.</summary>
internal static class ValueLists
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

    /// <summary>Returns the converter of a list of such elements, or null for any other type.</summary>
    public static JsonConverter? Find(Type element) =>
        Converters.TryGetValue(element, out JsonConverter? converter) ? converter : null;

    private static FormatConverter<WireList<T>, ListFormat<T, TFormat>> Of<T, TFormat>()
        where TFormat : struct, IWireFormat<T> => new(nameof(WireList));
}
