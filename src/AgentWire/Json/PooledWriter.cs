using System.Buffers;

namespace AgentWire.Json;

/// <summary>A buffer writer over pooled memory; one of them is kept a thread.</summary>
internal sealed class PooledWriter : IBufferWriter<byte>
{
    private const int InitialBytes = 1024;
    private const int KeptBytes = 64 * 1024;

    [ThreadStatic]
    private static PooledWriter? _spare;

    private byte[] _buffer = [];
    private int _written;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _written);

    public static PooledWriter Rent()
    {
        PooledWriter writer = _spare ?? new PooledWriter();
        _spare = null;
        return writer;
    }

    public void Return()
    {
        if (_buffer.Length > KeptBytes)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }

        _written = 0;
        _spare = this;
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
