using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire.Runtime.Serializer;

/// <summary>Converts a contract type for JsonSerializer. The form is always compact and canonical, whatever the options are.</summary>
/// <param name="dialect">The dialect, for errors.</param>
/// <param name="type">The contract type, for errors.</param>
/// <param name="limits">The limits of a message.</param>
// Does not know the format as a type, so that native programs contain this code once for all reference types.
internal abstract class WireJsonConverter<T>(string dialect, string type, WireOptions limits)
    : JsonConverter<T>,
        IWireJsonConverter
    where T : notnull
{
    // Most names fit into this.
    private const int NameBytes = 512;

    // Apart from lists and maps, the value types of a contract are its sets of strings. No other types can be the name of a member. Written
    // like this and inlined, the condition is a constant for reference types, so the compiler omits their code for names.
    private static bool IsString
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default(T) is not null && default(T) is not (IWireList or IWireMap);
    }

    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using SerializerText value = SerializerText.Take(ref reader);
        return ReadMessage(value.Utf8);
    }

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            throw new ArgumentNullException(nameof(value));
        }

        byte[] scratch = ScratchMemory.Take();
        WireWriter output = new(scratch, limits, dialect, type, SerializerDepth.Left(writer, options));
        try
        {
            WriteMessage(ref output, value);
            output.CheckSize();
            writer.WriteRawValue(output.Written, skipInputValidation: true);
        }
        finally
        {
            output.Dispose();
            ScratchMemory.Return(scratch);
        }
    }

    public sealed override T ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (!IsString)
        {
            return base.ReadAsPropertyName(ref reader, typeToConvert, options);
        }

        using SerializerText name = SerializerText.TakeName(ref reader);
        return ReadMessage(name.Utf8);
    }

    public sealed override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (!IsString)
        {
            base.WriteAsPropertyName(writer, value, options);
            return;
        }

        WireWriter output = new(stackalloc byte[NameBytes], limits, dialect, type);
        try
        {
            WriteMessage(ref output, value);
            output.CheckSize();
            scoped WireReader name = default;
            name.OpenChecked(output.Written, RawJson.Options);
            writer.WritePropertyName(name.ReadString());
        }
        finally
        {
            output.Dispose();
        }
    }

    public JsonTypeInfo CreateTypeInfo(JsonSerializerOptions options) =>
        JsonMetadataServices.CreateValueInfo<T>(options, this);

    /// <summary>Reads a value that is a whole document.</summary>
    /// <exception cref="WireException">The document is not a value of the type.</exception>
    protected abstract T ReadMessage(ReadOnlySpan<byte> utf8);

    /// <summary>Writes a value.</summary>
    /// <exception cref="WireException">The value cannot be written.</exception>
    protected abstract void WriteMessage(ref WireWriter output, T value);
}
