using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Traffic;

namespace AgentWire.Benchmarks.Sides;

/// <summary>This library: its codec, and its converters in JsonSerializer.</summary>
internal static class AgentWireSide
{
    public static IEnumerable<Contender> ReadAndWrite<T>(Corpus<T> corpus)
        where T : notnull
    {
        yield return Contender.Here(Works.Read, SideNames.AgentWire, () => Read(corpus));
        ArrayBufferWriter<byte> output = new();
        yield return Contender.Here(Works.Write, SideNames.AgentWire, () => Write(corpus, output));
    }

    public static IEnumerable<Contender> Serializer<T>(Corpus<T> corpus, IJsonTypeInfoResolver resolver)
        where T : notnull
    {
        JsonSerializerOptions options = new() { TypeInfoResolver = resolver };
        JsonTypeInfo<T> type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        yield return Contender.Here(
            Works.SerializerRead,
            SideNames.AgentWire,
            () =>
            {
                for (int i = 0; i < corpus.Count; i++)
                {
                    JsonSerializer.Deserialize(corpus.Message(i), type);
                }
            }
        );

        ArrayBufferWriter<byte> output = new();
        Utf8JsonWriter writer = new(output);
        yield return Contender.Here(
            Works.SerializerWrite,
            SideNames.AgentWire,
            () =>
            {
                foreach (T value in corpus.Values)
                {
                    output.ResetWrittenCount();
                    writer.Reset();
                    JsonSerializer.Serialize(writer, value, type);
                    writer.Flush();
                }
            }
        );
    }

    public static Contender PeekTag<T>(Corpus<T> corpus)
        where T : notnull =>
        Contender.Here(
            Works.PeekTag,
            SideNames.AgentWire,
            () =>
            {
                for (int i = 0; i < corpus.Count; i++)
                {
                    corpus.Codec.TryPeekTag(corpus.Message(i), out _);
                }
            },
            times: 10
        );

    /// <summary>The same messages, each with a tag of the same length that the contract does not know.</summary>
    public static Contender ReadUnknown<T>(Corpus<T> corpus)
        where T : notnull
    {
        byte[][] unknown = corpus.Respell(message => ReplaceTag(corpus.Codec, message));
        return Contender.Here(
            Works.ReadUnknown,
            SideNames.AgentWire,
            () =>
            {
                foreach (byte[] message in unknown)
                {
                    corpus.Codec.Read(message);
                }
            }
        );
    }

    private static void Read<T>(Corpus<T> corpus)
        where T : notnull
    {
        WireCodec<T> codec = corpus.Codec;
        for (int i = 0; i < corpus.Count; i++)
        {
            codec.Read(corpus.Message(i));
        }
    }

    private static void Write<T>(Corpus<T> corpus, ArrayBufferWriter<byte> output)
        where T : notnull
    {
        WireCodec<T> codec = corpus.Codec;
        foreach (T value in corpus.Values)
        {
            output.ResetWrittenCount();
            codec.Write(output, value);
        }
    }

    private static byte[] ReplaceTag<T>(WireCodec<T> codec, ReadOnlyMemory<byte> message)
        where T : notnull
    {
        codec.TryPeekTag(message.Span, out string? tag);
        byte[] quoted = JsonSerializer.SerializeToUtf8Bytes(tag, TextContext.Default.String);
        byte[] replaced = message.ToArray();
        // The tag is the last such string where it stands last, and the first where it stands first.
        int first = replaced.AsSpan().IndexOf(quoted);
        int at = first < 10 ? first : replaced.AsSpan().LastIndexOf(quoted);
        replaced[at + 1] = (byte)'~';
        return replaced;
    }
}
