using System.Buffers;
using System.Runtime.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.Runtime.Values;

/// <summary>
/// JSON text that is being written as UTF-8, first into the memory it is given, then into pooled memory that grows. It knows no
/// contract, but for the names that its errors tell.
/// </summary>
internal ref partial struct JsonOutput
{
    // Room beyond the size limit: for what is reserved and not used, and for a name that is taken back.
    private const int MarginBytes = 128;

    private string _dialect;
    private string _type;
    private Span<byte> _buffer;
    private byte[]? _rented;
    private int _position;

    /// <summary>Begins a document. An output is large, so it is opened where it stands.</summary>
    /// <param name="buffer">Memory to begin with.</param>
    /// <param name="options">The limits.</param>
    /// <param name="dialect">The dialect, for errors.</param>
    /// <param name="type">The contract type, for errors.</param>
    public void Open(Span<byte> buffer, WireOptions options, string dialect, string type)
    {
        Options = options;
        _buffer = Limited(buffer);
        _dialect = dialect;
        _type = type;
    }

    /// <summary>The limits.</summary>
    public WireOptions Options { get; private set; }

    /// <summary>How many bytes were written so far.</summary>
    public readonly int Position => _position;

    /// <summary>What was written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer.Slice(0, _position);

    /// <summary>Gives the whole message to the output, in whose memory it may stand already.</summary>
    public void Complete(IBufferWriter<byte> output)
    {
        CheckSize();
        if (_rented is null)
        {
            output.Advance(_position);
        }
        else
        {
            output.Write(Written);
        }
    }

    /// <summary>Refuses a message over the limit.</summary>
    public readonly void CheckSize()
    {
        if (_position > Options.MaxMessageBytes)
        {
            throw TooLarge();
        }
    }

    /// <summary>Gives pooled memory back.</summary>
    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
            _buffer = default;
        }
    }

    /// <summary>Takes back everything from an index on.</summary>
    public void Rewind(int length) => _position = length;

    /// <summary>Room for so many bytes at least, behind what was written; <see cref="Advance"/> takes what was used of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int count)
    {
        Ensure(count);
        return _buffer.Slice(_position);
    }

    /// <summary>Counts bytes of the reserved room as written.</summary>
    public void Advance(int count) => _position += count;

    /// <summary>Writes JSON text as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(scoped ReadOnlySpan<byte> literal)
    {
        Ensure(literal.Length);
        literal.CopyTo(_buffer.Slice(_position));
        _position += literal.Length;
    }

    /// <summary>Writes a comma, unless an object was just opened.</summary>
    public void WriteSeparator()
    {
        if (_buffer[_position - 1] != '{')
        {
            WriteByte((byte)',');
        }
    }

    /// <summary>Writes a byte as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        Ensure(1);
        _buffer[_position++] = value;
    }

    /// <summary>What the wire cannot carry, at the place that was reached.</summary>
    public readonly WireException Refusal(string expected, string found) =>
        Error(WireErrorCode.NotRepresentable, $"expected {expected}, found {found}");

    /// <summary>Another error at that place.</summary>
    public readonly WireException Error(WireErrorCode code, string message) =>
        Error(code, JsonLocator.At(Written, _position), _position, message);

    private readonly WireException Error(WireErrorCode code, string pointer, int offset, string message) =>
        new WireError(code, pointer, offset, _dialect, _type, message).ToException();

    private readonly WireException TooLarge() =>
        Error(WireErrorCode.TooLarge, "", Options.MaxMessageBytes, $"expected at most {Options.MaxMessageBytes} bytes");

    private void Ensure(int count)
    {
        if (_buffer.Length - _position < count)
        {
            Grow(count);
        }
    }

    /// <summary>Takes larger memory, unless what is to be written is over the size limit for certain.</summary>
    private void Grow(int count)
    {
        if (_position + count > Capacity)
        {
            throw TooLarge();
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(
            Math.Max(_position + count, Math.Min(_buffer.Length * 2, Capacity))
        );
        Written.CopyTo(larger);
        byte[]? smaller = _rented;
        _rented = larger;
        _buffer = Limited(larger);
        if (smaller is not null)
        {
            ArrayPool<byte>.Shared.Return(smaller);
        }
    }

    /// <summary>The most bytes that may be under way at any time.</summary>
    private readonly int Capacity => Options.MaxMessageBytes + MarginBytes;

    private readonly Span<byte> Limited(Span<byte> buffer) =>
        buffer.Length > Capacity ? buffer.Slice(0, Capacity) : buffer;
}
