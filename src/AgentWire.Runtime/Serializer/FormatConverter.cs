using AgentWire.CompilerServices;
using AgentWire.Runtime.Values;

namespace AgentWire.Runtime.Serializer;

/// <summary>Converts a value that belongs to no dialect, with a format of the library.</summary>
/// <param name="type">The name of the type, for errors.</param>
internal sealed class FormatConverter<T, TFormat>(string type) : WireJsonConverter<T>("json", type, RawJson.Options)
    where T : notnull
    where TFormat : struct, IWireFormat<T>
{
    private readonly string _type = type;

    protected override T ReadMessage(ReadOnlySpan<byte> utf8)
    {
        WireReader reader = default;
        reader.Open(utf8, RawJson.Options);
        T? value = default(TFormat).Read(ref reader);
        reader.EndDocument();
        return reader.Failed ? throw reader.Error(utf8, "json", _type).ToException() : value!;
    }

    protected override void WriteMessage(ref WireWriter output, T value) => default(TFormat).Write(ref output, value);
}
