using System.Buffers;
using System.Runtime.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.Runtime.Values;

/// <summary>
/// Writes JSON text as UTF-8, first into the given memory and then into pooled memory that grows. It does not know any
/// contract, except for the names in its errors.
/// </summary>
internal ref partial struct JsonOutput
{
    // Room beyond the size limit, for bytes that are reserved and not used, and for a name that is removed again.
    private const int MarginBytes = 128;

    private string _dialect;
    private string _type;
    private Span<byte> _buffer;
    private byte[]? _rented;
    private int _position;

    /// <summary>Begins a document. An output is large, so it is initialized in place.</summary>
    /// <param name="buffer">The initial memory.</param>
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

    /// <summary>Gets the limits.</summary>
    public WireOptions Options { get; private set; }

    /// <summary>Gets the number of bytes written so far.</summary>
    public readonly int Position => _position;

    /// <summary>Gets the bytes written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer.Slice(0, _position);

    /// <summary>Passes the whole message to the output. The message can already be in the memory of the output.</summary>
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

    /// <summary>Throws if the message is longer than the limit.</summary>
    public readonly void CheckSize()
    {
        if (_position > Options.MaxMessageBytes)
        {
            throw TooLarge();
        }
    }

    /// <summary>Returns pooled memory.</summary>
    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
            _buffer = default;
        }
    }

    /// <summary>Removes everything after an index.</summary>
    public void Rewind(int length) => _position = length;

    /// <summary>Returns room for at least this number of bytes after the written bytes. Call <see cref="Advance"/> with the number of bytes used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int count)
    {
        Ensure(count);
        return _buffer.Slice(_position);
    }

    /// <summary>Marks bytes of the reserved room as written.</summary>
    public void Advance(int count) => _position += count;

    /// <summary>Writes JSON text unchanged.</summary>
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

    /// <summary>Writes a byte unchanged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        Ensure(1);
        _buffer[_position++] = value;
    }

    /// <summary>Creates the error for a value that cannot be written, at the current position.</summary>
    public readonly WireException Refusal(string expected, string found) =>
        Error(WireErrorCode.NotRepresentable, $"expected {expected}, found {found}");

    /// <summary>Creates another error at the current position.</summary>
    public readonly WireException Error(WireErrorCode code, string message) =>
        Error(code, JsonLocator.At(Written, _position), _position, message);

    /// <summary>Creates the error for a value with more nested arrays and objects than there can be here.</summary>
    public readonly WireException TooDeep(int maxDepth) =>
        Error(WireErrorCode.TooDeep, WireErrorText.TooDeep(maxDepth));

    /// <summary>Creates the error for an object with more unknown members than <see cref="WireOptions.MaxPreservedMembers"/>.</summary>
    public readonly WireException TooManyMembers() =>
        Error(WireErrorCode.TooLarge, $"expected {WireErrorText.MostMembers(Options.MaxPreservedMembers)}, found more");

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

    /// <summary>Rents more memory, unless the text to write would certainly exceed the size limit.</summary>
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

    /// <summary>Gets the maximum number of bytes in memory at any time.</summary>
    private readonly int Capacity => Options.MaxMessageBytes + MarginBytes;

    private readonly Span<byte> Limited(Span<byte> buffer) =>
        buffer.Length > Capacity ? buffer.Slice(0, Capacity) : buffer;
}
