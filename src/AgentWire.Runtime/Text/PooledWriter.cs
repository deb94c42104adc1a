using System.Buffers;

namespace AgentWire.Runtime.Text;

/// <summary>A buffer writer that uses pooled memory and keeps it until it is released.</summary>
internal sealed class PooledWriter : IBufferWriter<byte>
{
    private const int InitialBytes = 1024;

    private byte[] _buffer = [];
    private int _written;

    /// <summary>Gets the size of the memory in bytes.</summary>
    public int Capacity => _buffer.Length;

    public Span<byte> Written => _buffer.AsSpan(0, _written);

    public ArraySegment<byte> Segment => new(_buffer, 0, _written);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Advance(bytes.Length);
    }

    /// <summary>Discards the written bytes, and keeps the memory.</summary>
    public void Clear() => _written = 0;

    /// <summary>Discards the written bytes, and returns the memory.</summary>
    public void Release()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _written = 0;
    }

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _buffer.AsSpan(_written);
    }

    private void Ensure(int sizeHint)
    {
        if (_buffer.Length - _written >= Math.Max(sizeHint, 1))
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(InitialBytes, _written + Math.Max(sizeHint, _written)));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
