using System.Buffers;

namespace AgentWire.Runtime.Text;

/// <summary>A string as UTF-8 in pooled memory, up to its first lone surrogate.</summary>
internal readonly ref struct PooledUtf8
{
    private readonly byte[] _rented;
    private readonly int _length;

    public PooledUtf8(string text, int maxBytes)
    {
        if (text is null)
        {
            throw new ArgumentNullException(nameof(text));
        }

        // A string with more characters than the limit also has more bytes. A little more than the limit is enough to refuse it.
        ReadOnlySpan<char> copied = text.AsSpan(0, Math.Min(text.Length, maxBytes + 2));
        _rented = ArrayPool<byte>.Shared.Rent(copied.Length * 3);
        IsComplete = Utf8Text.TryEncode(copied, _rented, out _, out _length);
    }

    public ReadOnlySpan<byte> Utf8 => _rented.AsSpan(0, _length);

    /// <summary>Gets whether this is the whole string, which means that it has no lone surrogate.</summary>
    public bool IsComplete { get; }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);
}
