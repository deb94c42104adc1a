using System.Buffers;

namespace AgentWire.Comparison;

/// <summary>Memory for one message at a time.</summary>
internal sealed class Output : IBufferWriter<byte>
{
    private readonly Memory<byte> _memory = AlignedMemory.Allocate(1 << 20);

    public int Written { get; private set; }

    public void Clear() => Written = 0;

    public void Advance(int count) => Written += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => _memory[Written..];

    public Span<byte> GetSpan(int sizeHint = 0) => _memory.Span[Written..];
}
