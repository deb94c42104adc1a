using System.Buffers;
using System.Text.Json;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Traffic;

namespace AgentWire.Benchmarks.Sides;

/// <summary>This library, with its codecs.</summary>
internal static class AgentWireSide
{
    public static IEnumerable<Contender> ReadAndWrite<T>(Corpus<T> corpus)
        where T : notnull
    {
        yield return Contender.Here(Works.Read, SideNames.AgentWire, () => Read(corpus.Codec, corpus.Messages));
        ArrayBufferWriter<byte> output = new();
        yield return Contender.Here(Works.Write, SideNames.AgentWire, () => Write(corpus, output));
    }

    public static Contender PeekTag<T>(WireCodec<T> codec, Messages messages)
        where T : notnull =>
        Contender.Here(
            Works.PeekTag,
            SideNames.AgentWire,
            () =>
            {
                for (int i = 0; i < messages.Count; i++)
                {
                    codec.TryPeekTag(messages[i], out _);
                }
            },
            times: 10
        );

    /// <summary>Reads the same messages, each with an unknown tag of the same length.</summary>
    public static Contender ReadUnknown<T>(Corpus<T> corpus)
        where T : notnull
    {
        Messages unknown = corpus.Messages.Respell(message => ReplaceTag(corpus.Codec, message));
        return Contender.Here(Works.ReadUnknown, SideNames.AgentWire, () => Read(corpus.Codec, unknown));
    }

    private static void Read<T>(WireCodec<T> codec, Messages messages)
        where T : notnull
    {
        for (int i = 0; i < messages.Count; i++)
        {
            codec.Read(messages[i]);
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

    private static byte[] ReplaceTag<T>(WireCodec<T> codec, ReadOnlySpan<byte> message)
        where T : notnull
    {
        codec.TryPeekTag(message, out string? tag);
        byte[] quoted = JsonSerializer.SerializeToUtf8Bytes(tag, TextContext.Default.String);
        byte[] replaced = message.ToArray();
        // If the tag is last, it is the last such string; if it is first, it is the first.
        int first = replaced.AsSpan().IndexOf(quoted);
        int at = first < 10 ? first : replaced.AsSpan().LastIndexOf(quoted);
        replaced[at + 1] = (byte)'~';
        return replaced;
    }
}
