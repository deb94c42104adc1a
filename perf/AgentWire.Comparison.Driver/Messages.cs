namespace AgentWire.Comparison;

/// <summary>
/// Consecutive messages in memory that begins at a cache line, so that they have the same alignment in every build and load.
/// </summary>
internal sealed class Messages
{
    private readonly Memory<byte> _memory;
    private readonly int[] _ends;

    public Messages(IEnumerable<byte[]> messages)
    {
        byte[][] all = [.. messages];
        _memory = AlignedMemory.Allocate(all.Sum(message => message.Length));
        _ends = new int[all.Length];
        int end = 0;
        for (int i = 0; i < all.Length; i++)
        {
            all[i].CopyTo(_memory[end..]);
            end += all[i].Length;
            _ends[i] = end;
        }
    }

    public int Count => _ends.Length;

    public long Bytes => _memory.Length;

    public ReadOnlySpan<byte> this[int index] => _memory.Span[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];
}
