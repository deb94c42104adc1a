using System.Buffers;

namespace AgentWire.Benchmarks.Traffic;

/// <summary>Messages as bytes, one per line.</summary>
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

    /// <summary>Gets the number of bytes without line ends.</summary>
    public int Bytes => _lines.Length - Count;

    public ReadOnlySpan<byte> this[int index] => _lines.AsSpan(Start(index).._ends[index]);

    /// <summary>Writes messages, each separately, until they have a number of bytes.</summary>
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

    /// <summary>Returns the same messages with other bytes.</summary>
    public Messages Respell(Func<ReadOnlySpan<byte>, byte[]> respell) =>
        Write(Enumerable.Range(0, Count), int.MaxValue, (output, i) => output.Write(respell(this[i])));

    /// <summary>Returns one message, for code that cannot use a span.</summary>
    public ReadOnlyMemory<byte> Slice(int index) => _lines.AsMemory(Start(index).._ends[index]);

    public void Save(string path) => File.WriteAllBytes(path, _lines);

    private int Start(int index) => index == 0 ? 0 : _ends[index - 1] + 1;
}
