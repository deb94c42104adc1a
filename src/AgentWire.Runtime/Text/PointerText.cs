namespace AgentWire.Runtime.Text;

/// <summary>
/// Builds a JSON Pointer (RFC 6901) of limited length. A long name is cut at its end, and a long pointer in its middle. An
/// ellipsis replaces the omitted part.
/// </summary>
internal ref struct PointerText
{
    /// <summary>The maximum length of a pointer.</summary>
    public const int MaxLength = 256;

    /// <summary>The number of characters that the memory must hold: the parts of a cut pointer, and the longest segment twice.</summary>
    public const int BufferLength = MaxLength + (2 * MaxSegmentLength);

    /// <summary>The maximum length of a name.</summary>
    public const int MaxNameLength = 100;

    // The slash, a name whose characters are all escaped, and the ellipsis.
    private const int MaxSegmentLength = 1 + (2 * MaxNameLength) + 1;

    private const int HeadLength = (MaxLength / 2) - 1;
    private const int TailLength = MaxLength / 2;
    private const char Ellipsis = '…';

    private readonly Span<char> _buffer;
    private int _length;
    private bool _isCut;

    public PointerText(Span<char> buffer) => _buffer = buffer;

    /// <summary>Returns the pointer of a value within an item of a list.</summary>
    public static string InItem(int index, string pointer)
    {
        PointerText text = new(stackalloc char[BufferLength]);
        text.AppendIndex(index);
        return text.With(pointer);
    }

    /// <summary>Returns the pointer of a value within a member of an object.</summary>
    public static string InMember(string name, string pointer)
    {
        PointerText text = new(stackalloc char[BufferLength]);
        text.AppendName(name);
        return text.With(pointer);
    }

    /// <summary>Gets whether the beginning is complete. Text that is appended later is visible only if it is at the end.</summary>
    public readonly bool IsFull => _length > MaxLength;

    /// <summary>Appends the name of a member from checked JSON.</summary>
    public void AppendName(ReadOnlySpan<byte> text)
    {
        Begin();
        int shown = 0;
        while (!text.IsEmpty)
        {
            int scalar =
                text[0] == '\\' ? JsonEscape.Read(text, out int length) : Utf8Text.DecodeScalar(text, out length);
            text = text.Slice(length);
            if (!TryAppend(scalar, ref shown))
            {
                return;
            }
        }
    }

    /// <summary>Appends the name of a known member.</summary>
    public void AppendName(string name)
    {
        Begin();
        int shown = 0;
        for (int i = 0; i < name.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(name[i]) && i + 1 < name.Length;
            if (!TryAppend(isPair ? char.ConvertToUtf32(name, i++) : name[i], ref shown))
            {
                return;
            }
        }
    }

    /// <summary>Appends the index of an element.</summary>
    public void AppendIndex(int index)
    {
        Begin();
        int start = _length;
        do
        {
            _buffer[_length++] = (char)('0' + (index % 10));
            index /= 10;
        } while (index > 0);

        _buffer.Slice(start, _length - start).Reverse();
    }

    private string With(string pointer)
    {
        pointer.AsSpan().CopyTo(_buffer.Slice(_length));
        _length += pointer.Length;
        return ToString();
    }

    /// <summary>Returns the pointer.</summary>
    public override readonly string ToString()
    {
        if (!_isCut && _length <= MaxLength)
        {
            return _buffer.Slice(0, _length).ToString();
        }

        int head = HeadLength;
        while (IsInside(head))
        {
            head--;
        }

        int tail = _length - TailLength;
        while (IsInside(tail))
        {
            tail++;
        }

        Span<char> text = stackalloc char[MaxLength];
        _buffer.Slice(0, head).CopyTo(text);
        text[head] = Ellipsis;
        _buffer.Slice(tail, _length - tail).CopyTo(text.Slice(head + 1));
        return text.Slice(0, head + 1 + _length - tail).ToString();
    }

    /// <summary>Returns whether a cut before this character would split a surrogate pair or an escape.</summary>
    private readonly bool IsInside(int index) => char.IsHighSurrogate(_buffer[index - 1]) || _buffer[index - 1] == '~';

    /// <summary>Begins a segment. If there is no more room, keeps only the parts that a cut pointer shows.</summary>
    private void Begin()
    {
        if (_buffer.Length - _length < MaxSegmentLength)
        {
            // One character more than is shown, to find out whether the tail begins inside a pair.
            const int Kept = TailLength + 1;
            _buffer.Slice(_length - Kept, Kept).CopyTo(_buffer.Slice(HeadLength));
            _length = HeadLength + Kept;
            _isCut = true;
        }

        _buffer[_length++] = '/';
    }

    /// <summary>Appends a character of a name. Returns false if the name is cut before it.</summary>
    private bool TryAppend(int scalar, ref int shown)
    {
        int width = scalar > char.MaxValue ? 2 : 1;
        if (shown + width > MaxNameLength)
        {
            _buffer[_length++] = Ellipsis;
            return false;
        }

        shown += width;
        if (width == 2)
        {
            _buffer[_length++] = (char)(0xD7C0 + (scalar >> 10));
            _buffer[_length++] = (char)(0xDC00 | (scalar & 0x3FF));
        }
        else if (scalar is '~' or '/')
        {
            _buffer[_length++] = '~';
            _buffer[_length++] = scalar == '~' ? '0' : '1';
        }
        else
        {
            _buffer[_length++] = (char)scalar;
        }

        return true;
    }
}
