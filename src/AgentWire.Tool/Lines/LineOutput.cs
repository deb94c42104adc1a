using System.Buffers;

namespace AgentWire.Tool.Lines;

/// <summary>Collects lines and writes them in large blocks. Collected lines are lost unless they are flushed.</summary>
internal sealed class LineOutput(Stream stream) : IBufferWriter<byte>
{
    private const int FlushAt = 64 * 1024;

    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(2 * FlushAt);
    private int _count;

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _count);
        _count += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_count);
    }

    /// <summary>Ends the line. If nothing was written to it, it is empty.</summary>
    public void EndLine()
    {
        Reserve(1);
        _buffer[_count++] = (byte)'\n';
        if (_count >= FlushAt)
        {
            Flush();
        }
    }

    public void Flush()
    {
        // Even if the write fails, the same bytes must not be written twice.
        int count = _count;
        _count = 0;
        if (count > 0)
        {
            stream.Write(_buffer, 0, count);
        }
    }

    private void Reserve(int sizeHint)
    {
        int needed = checked(_count + Math.Max(sizeHint, 1));
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(needed, (int)Math.Min(_buffer.Length * 2L, Array.MaxLength)));
        }
    }
}
