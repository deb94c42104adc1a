using System.Buffers;

namespace AgentWire.Benchmarks.Traffic;

/// <summary>Messages as bytes, one behind another, a line each.</summary>
internal sealed class Messages
{
    private readonly byte[] _lines;
    private readonly int[] _ends;

    private Messages(byte[] lines, int[] ends)
    {
        _lines = lines;
        _ends = ends;
    }

    public int Count => _ends.Length;

    /// <summary>How many bytes they have, without line ends.</summary>
    public int Bytes => _lines.Length - Count;

    public ReadOnlySpan<byte> this[int index] => _lines.AsSpan(Start(index).._ends[index]);

    /// <summary>Takes messages, each written by itself, until they make up a number of bytes.</summary>
    public static Messages Write<T>(IEnumerable<T> messages, int bytes, Action<IBufferWriter<byte>, T> write)
    {
        ArrayBufferWriter<byte> output = new();
        List<int> ends = [];
        foreach (T message in messages)
        {
            write(output, message);
            ends.Add(output.WrittenCount);
            output.Write("\n"u8);
            if (output.WrittenCount >= bytes)
            {
                break;
            }
        }

        return new Messages(output.WrittenSpan.ToArray(), [.. ends]);
    }

    /// <summary>The same messages in other bytes.</summary>
    public Messages Respell(Func<ReadOnlySpan<byte>, byte[]> respell) =>
        Write(Enumerable.Range(0, Count), int.MaxValue, (output, i) => output.Write(respell(this[i])));

    /// <summary>One of them, for those who cannot take it as a span.</summary>
    public ReadOnlyMemory<byte> Slice(int index) => _lines.AsMemory(Start(index).._ends[index]);

    public void Save(string path) => File.WriteAllBytes(path, _lines);

    private int Start(int index) => index == 0 ? 0 : _ends[index - 1] + 1;
}
