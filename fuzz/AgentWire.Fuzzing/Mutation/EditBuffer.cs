namespace AgentWire.Fuzzing.Mutation;

/// <summary>Bytes that are edited in place.</summary>
internal sealed class EditBuffer
{
    /// <summary>The maximum length of an input. An edit that would exceed it is not made.</summary>
    public const int MaxLength = 64 * 1024;

    private readonly byte[] _bytes = new byte[MaxLength];
    private readonly byte[] _scratch = new byte[MaxLength];

    public int Length { get; private set; }

    public Span<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Set(ReadOnlySpan<byte> bytes)
    {
        Length = Math.Min(bytes.Length, MaxLength);
        bytes[..Length].CopyTo(_bytes);
    }

    /// <summary>Replaces a range with other bytes, which can be part of the buffer itself.</summary>
    public void Replace(int start, int end, ReadOnlySpan<byte> with)
    {
        int length = Length - (end - start) + with.Length;
        if (length > MaxLength)
        {
            return;
        }

        with.CopyTo(_scratch);
        _bytes.AsSpan(end, Length - end).CopyTo(_bytes.AsSpan(start + with.Length));
        _scratch.AsSpan(0, with.Length).CopyTo(_bytes.AsSpan(start));
        Length = length;
    }

    public void Insert(int at, ReadOnlySpan<byte> bytes) => Replace(at, at, bytes);

    public void Remove(int start, int end) => Replace(start, end, default);

    public void Wrap(int start, int end, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (Length + before.Length + after.Length <= MaxLength)
        {
            Insert(end, after);
            Insert(start, before);
        }
    }
}
