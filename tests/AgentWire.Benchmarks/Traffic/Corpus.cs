using System.Buffers;

namespace AgentWire.Benchmarks.Traffic;

/// <summary>Messages as bytes, one a line, and as the values that they read as.</summary>
internal sealed class Corpus<T>
    where T : notnull
{
    private readonly byte[] _lines;
    private readonly int[] _ends;

    private Corpus(string name, WireCodec<T> codec, byte[] lines, int[] ends)
    {
        Name = name;
        Codec = codec;
        _lines = lines;
        _ends = ends;
        Values = new T[ends.Length];
        for (int i = 0; i < Values.Length; i++)
        {
            Values[i] = codec.Read(Message(i));
        }
    }

    public string Name { get; }

    public WireCodec<T> Codec { get; }

    public T[] Values { get; }

    public int Count => _ends.Length;

    /// <summary>How many bytes the messages have, without line ends.</summary>
    public int Bytes => _lines.Length - Count;

    /// <summary>Writes as many messages as make up a number of bytes.</summary>
    public static Corpus<T> Write(string name, WireCodec<T> codec, IEnumerable<T> messages, int bytes)
    {
        ArrayBufferWriter<byte> output = new(bytes + 1024);
        List<int> ends = [];
        foreach (T message in messages)
        {
            codec.Write(output, message);
            ends.Add(output.WrittenCount);
            output.Write("\n"u8);
            if (output.WrittenCount >= bytes)
            {
                break;
            }
        }

        return new Corpus<T>(name, codec, output.WrittenSpan.ToArray(), [.. ends]);
    }

    public ReadOnlySpan<byte> Message(int index) => Slice(index).Span;

    public ReadOnlyMemory<byte> Slice(int index)
    {
        int start = index == 0 ? 0 : _ends[index - 1] + 1;
        return _lines.AsMemory(start, _ends[index] - start);
    }

    /// <summary>The same messages in other bytes.</summary>
    public byte[][] Respell(Func<ReadOnlyMemory<byte>, byte[]> respell)
    {
        byte[][] messages = new byte[Count][];
        for (int i = 0; i < Count; i++)
        {
            messages[i] = respell(Slice(i));
        }

        return messages;
    }

    public void Save(string path) => File.WriteAllBytes(path, _lines);
}
