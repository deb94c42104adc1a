using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Formats;
using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire.Runtime.Serializer;

/// <summary>Converts a contract type for JsonSerializer. The form is always compact and canonical, whatever the options are.</summary>
internal sealed class WireJsonConverter<T, TFormat>(WholeMessage<T, TFormat> message)
    : JsonConverter<T>,
        IWireJsonConverter
    where T : notnull
    where TFormat : struct, IWireFormat<T>
{
    // Most names fit into this.
    private const int NameBytes = 512;

    // Apart from lists, the value types of a contract are its sets of strings. No other types can be the name of a member. Written
    // like this and inlined, the condition is a constant for reference types, so the compiler omits their code for names.
    private static bool IsString
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default(T) is not null && default(T) is not IWireList;
    }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using SerializerText value = SerializerText.Take(ref reader);
        return message.Read(value.Utf8);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            throw new ArgumentNullException(nameof(value));
        }

        byte[] scratch = ScratchMemory.Take();
        WireWriter output = message.OpenWriter(scratch, SerializerDepth.Left(writer, options));
        try
        {
            default(TFormat).Write(ref output, value);
            output.CheckSize();
            writer.WriteRawValue(output.Written, skipInputValidation: true);
        }
        finally
        {
            output.Dispose();
            ScratchMemory.Return(scratch);
        }
    }

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!IsString)
        {
            return base.ReadAsPropertyName(ref reader, typeToConvert, options);
        }

        using SerializerText name = SerializerText.TakeName(ref reader);
        return message.Read(name.Utf8);
    }

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (!IsString)
        {
            base.WriteAsPropertyName(writer, value, options);
            return;
        }

        WireWriter output = message.OpenWriter(stackalloc byte[NameBytes], WireOptions.DepthLimit);
        try
        {
            default(TFormat).Write(ref output, value);
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
}
