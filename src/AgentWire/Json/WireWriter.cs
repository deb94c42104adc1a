using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace AgentWire.Json;

/// <summary>Writes one JSON document as UTF-8, first into the memory it is given, then into pooled memory that grows.</summary>
internal ref partial struct WireWriter
{
    private const int MaxIntegerBytes = 20;

    // Room beyond the size limit: for what is reserved and not used, and for a name that is taken back.
    private const int MarginBytes = 128;

    private const int MaxShownName = 64;

    private readonly WireOptions _options;
    private readonly string _dialect;
    private readonly string _type;
    private readonly int _maxDepth;
    private Span<byte> _buffer;
    private byte[]? _rented;
    private int _position;
    private int _depth;

    /// <param name="buffer">Memory to begin with.</param>
    /// <param name="options">The limits.</param>
    /// <param name="dialect">The dialect, for errors.</param>
    /// <param name="type">The contract type, for errors.</param>
    /// <param name="levels">How many levels the document around it leaves for the message; the options may allow fewer.</param>
    public WireWriter(
        Span<byte> buffer,
        WireOptions options,
        string dialect,
        string type,
        int levels = WireOptions.DepthLimit
    )
    {
        _options = options;
        _buffer = Limited(buffer);
        _dialect = dialect;
        _type = type;
        _maxDepth = Math.Min(levels, options.MaxDepth);
    }

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
        if (_position > _options.MaxMessageBytes)
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

    /// <summary>Writes text up to and beyond an opening brace, <c>{"code":</c>, or more than one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteStart(scoped ReadOnlySpan<byte> literal, int levels = 1)
    {
        WriteLiteral(literal);
        EnterLevels(levels);
        _depth += levels;
    }

    /// <summary>Writes a closing brace.</summary>
    public void WriteEnd()
    {
        WriteByte((byte)'}');
        _depth--;
    }

    /// <summary>Writes JSON text as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteLiteral(scoped ReadOnlySpan<byte> literal)
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

    public void WriteNull() => WriteLiteral("null"u8);

    public void WriteBoolean(bool value) => WriteLiteral(value ? "true"u8 : "false"u8);

    public void WriteUInt64(ulong value)
    {
        Ensure(MaxIntegerBytes);
        Utf8Formatter.TryFormat(value, _buffer.Slice(_position), out int written);
        _position += written;
    }

    public void WriteInt64(long value)
    {
        Ensure(MaxIntegerBytes);
        Utf8Formatter.TryFormat(value, _buffer.Slice(_position), out int written);
        _position += written;
    }

    /// <summary>Writes an integer that has bounds of its own.</summary>
    public void WriteInt64(long value, long min, long max)
    {
        if (value < min || value > max)
        {
            throw Refusal($"an integer from {min} to {max}", "another");
        }

        WriteInt64(value);
    }

    /// <summary>Writes a finite 64-bit float.</summary>
    public void WriteDouble(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw Refusal("a finite number", "NaN or an infinity");
        }

        Ensure(JsonNumber.MaxDoubleBytes);
        _position += JsonNumber.Format(value, _buffer.Slice(_position));
    }

    /// <summary>Writes opaque JSON in the form in which the reference servers print it.</summary>
    public void WriteOpaque(RawJson value, MemberOrder order)
    {
        EnterLevels(value.Depth);
        JsonCanonicalizer.Write(ref this, value.Utf8, order);
    }

    /// <summary>Writes opaque JSON that must be an object.</summary>
    public void WriteOpaqueObject(RawJson value, MemberOrder order)
    {
        if (value.Utf8[0] != '{')
        {
            throw Refusal("an object", "another value");
        }

        WriteOpaque(value, order);
    }

    /// <summary>Sorts the members of everything from an index on, one whole value, at every depth.</summary>
    public void Sort(int start)
    {
        int length = _position - start;
        byte[] unsorted = ArrayPool<byte>.Shared.Rent(length);
        Written.Slice(start).CopyTo(unsorted);
        _position = start;
        JsonCanonicalizer.Write(ref this, unsorted.AsSpan(0, length), MemberOrder.Sorted);
        ArrayPool<byte>.Shared.Return(unsorted);
    }

    /// <summary>Writes opaque JSON as it came.</summary>
    public void WriteRaw(RawJson value)
    {
        EnterLevels(value.Depth);
        WriteLiteral(value.Utf8);
    }

    /// <summary>Writes the members of an opaque object among those of an object that is open.</summary>
    public void WriteMembers(RawJson value)
    {
        EnterLevels(value.Depth - 1);
        WriteLiteral(value.Utf8.Slice(1, value.Utf8.Length - 2));
    }

    /// <summary>Writes the value of a closed set at an index.</summary>
    public void WriteValue(WireNames values, int index)
    {
        if ((uint)index >= (uint)values.Count)
        {
            throw Refusal($"one of {string.Join(", ", values.All)}", $"the undefined value {index}");
        }

        WriteString(values[index]);
    }

    /// <summary>Writes a value of another contract type.</summary>
    public void Write<T, TFormat>(T? value)
        where TFormat : struct, IWireFormat<T>
    {
        if (value is null)
        {
            throw Refusal($"a {typeof(T).Name}", "null");
        }

        default(TFormat).Write(ref this, value);
    }

    public void WriteList<T, TFormat>(WireList<T> list, int minItems = 0)
        where TFormat : struct, IWireFormat<T>
    {
        if (list.Count < minItems)
        {
            throw Refusal($"at least {minItems} elements", "fewer");
        }

        EnterLevels(1);
        _depth++;
        WriteByte((byte)'[');
        ReadOnlySpan<T> items = list.AsSpan();
        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                WriteByte((byte)',');
            }

            Write<T, TFormat>(items[i]);
        }

        WriteByte((byte)']');
        _depth--;
    }

    /// <summary>Writes the members that the contract does not know; refuses names that it does know.</summary>
    /// <param name="extra">The members; null for none.</param>
    /// <param name="members">The names that are known.</param>
    /// <param name="tags">The tags whose member is known too; null for none.</param>
    /// <param name="envelopes">
    /// One bit a known name: set where it is an envelope, which has written what it holds of the extra members already.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteExtra(RawMembers? extra, WireNames members, WireTags? tags, ulong envelopes = 0)
    {
        if (extra is not null)
        {
            WriteUnknown(extra, members, tags, envelopes);
        }
    }

    private void WriteUnknown(RawMembers extra, WireNames members, WireTags? tags, ulong envelopes)
    {
        if (extra.Count > _options.MaxPreservedMembers)
        {
            throw Error(
                WireErrorCode.TooLarge,
                JsonPointer.At(Written, _position),
                _position,
                $"expected at most {_options.MaxPreservedMembers} extra members"
            );
        }

        foreach (KeyValuePair<string, RawJson> member in extra)
        {
            int start = _position;
            WriteSeparator();
            int nameStart = _position + 1;
            WriteString(member.Key);
            ReadOnlySpan<byte> name = _buffer.Slice(nameStart, _position - nameStart - 1);
            int known = members.IndexOf(name);
            if (known >= 0 && (envelopes & (1UL << known)) != 0 && member.Value.IsObject)
            {
                Rewind(start);
                continue;
            }

            if (known >= 0 || (tags is not null && tags.MemberName.IndexOf(name) >= 0))
            {
                throw Refusal(
                    "a member that the contract does not know",
                    $"\"{SafeText.OneLine(member.Key, MaxShownName)}\" among the extra ones"
                );
            }

            WriteByte((byte)':');
            WriteRaw(member.Value);
        }
    }

    /// <summary>What the wire cannot carry, at the place that was reached.</summary>
    public readonly WireException Refusal(string expected, string found) =>
        Error(
            WireErrorCode.NotRepresentable,
            JsonPointer.At(Written, _position),
            _position,
            $"expected {expected}, found {found}"
        );

    private readonly WireException Error(WireErrorCode code, string pointer, int offset, string message) =>
        new WireError(code, pointer, offset, _dialect, _type, message).ToException();

    private readonly void EnterLevels(int levels)
    {
        if (_depth + levels > _maxDepth)
        {
            throw TooDeep();
        }
    }

    private readonly WireException TooLarge() =>
        Error(
            WireErrorCode.TooLarge,
            "",
            _options.MaxMessageBytes,
            $"expected at most {_options.MaxMessageBytes} bytes"
        );

    private readonly WireException TooDeep() =>
        Error(
            WireErrorCode.TooDeep,
            JsonPointer.At(Written, _position),
            _position,
            $"expected at most {_maxDepth} nested arrays and objects, found more"
        );

    private void WriteByte(byte value)
    {
        Ensure(1);
        _buffer[_position++] = value;
    }

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
    private readonly int Capacity => _options.MaxMessageBytes + MarginBytes;

    private readonly Span<byte> Limited(Span<byte> buffer) =>
        buffer.Length > Capacity ? buffer.Slice(0, Capacity) : buffer;
}
