using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Traffic;

namespace AgentWire.Benchmarks.Sides;

/// <summary>JsonSerializer with the converters of this library, and with a converter that does almost nothing.</summary>
internal static class SerializerSide
{
    public static IEnumerable<Contender> AgentWire<T>(Corpus<T> corpus, IJsonTypeInfoResolver resolver)
        where T : notnull
    {
        JsonSerializerOptions options = new() { TypeInfoResolver = resolver };
        JsonTypeInfo<T> type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        return ReadAndWrite(SideNames.AgentWire, corpus.Messages, corpus.Values, type);
    }

    /// <summary>Copies existing messages when writing, and skips messages when reading.</summary>
    public static IEnumerable<Contender> Idle(Messages messages)
    {
        JsonSerializerOptions options = new() { TypeInfoResolver = JsonTypeInfoResolver.Combine() };
        JsonTypeInfo<ReadOnlyMemory<byte>> type = JsonMetadataServices.CreateValueInfo<ReadOnlyMemory<byte>>(
            options,
            new ReadyConverter()
        );
        ReadOnlyMemory<byte>[] ready = [.. Enumerable.Range(0, messages.Count).Select(messages.Slice)];
        return ReadAndWrite(SideNames.Converter, messages, ready, type);
    }

    private static IEnumerable<Contender> ReadAndWrite<T>(
        string side,
        Messages messages,
        T[] values,
        JsonTypeInfo<T> type
    )
    {
        yield return Contender.Here(
            Works.SerializerRead,
            side,
            () =>
            {
                for (int i = 0; i < messages.Count; i++)
                {
                    JsonSerializer.Deserialize(messages[i], type);
                }
            }
        );

        ArrayBufferWriter<byte> output = new();
        Utf8JsonWriter writer = new(output);
        yield return Contender.Here(
            Works.SerializerWrite,
            side,
            () =>
            {
                foreach (T value in values)
                {
                    output.ResetWrittenCount();
                    writer.Reset();
                    JsonSerializer.Serialize(writer, value, type);
                    writer.Flush();
                }
            }
        );
    }

    private sealed class ReadyConverter : JsonConverter<ReadOnlyMemory<byte>>
    {
        public override ReadOnlyMemory<byte> Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        )
        {
            reader.Skip();
            return default;
        }

        public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Span, skipInputValidation: true);
    }
}
