using System.Buffers;

namespace AgentWire.Streaming.Framing;

/// <summary>One frame in the making, in pooled memory that is held only until the frame has been sent.</summary>
internal sealed class FrameBuffer : IBufferWriter<byte>
{
    private const int InitialBytes = 1024;

    private byte[] _buffer = [];
    private int _written;

    public Span<byte> Written => _buffer.AsSpan(0, _written);

    public ArraySegment<byte> Segment => new(_buffer, 0, _written);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Advance(bytes.Length);
    }

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
