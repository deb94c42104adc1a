using System.Runtime.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.Runtime.Values;

/// <summary>Strings.</summary>
internal ref partial struct JsonOutput
{
    private const int MaxEscapeBytes = 6;
    private const int MaxScalarBytes = 4;

    /// <summary>Writes a string with its quotes and escapes.</summary>
    // The rare cases are calls at the end, which the compiler can turn into jumps.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void WriteString(string? value)
    {
        // Most text needs one byte for each character.
        if (value is null || _buffer.Length - _position < value.Length + 2)
        {
            GrowAndWriteString(value);
            return;
        }

        Span<byte> destination = _buffer.Slice(_position);
        destination[0] = (byte)'"';
        int plain = UnescapedText.Copy(value.AsSpan(), destination.Slice(1));
        if (plain < value.Length)
        {
            _position += plain + 1;
            WriteRest(value.AsSpan(plain));
            return;
        }

        // The number of copied characters has the same value here, but using it would make the processor wait for the copy.
        destination[value.Length + 1] = (byte)'"';
        _position += value.Length + 2;
    }

    /// <summary>Writes a string for which there is not enough room, or refuses null.</summary>
    private void GrowAndWriteString(string? value)
    {
        if (value is null)
        {
            throw Refusal("a string", "null");
        }

        Grow(value.Length + 2);
        WriteString(value);
    }

    /// <summary>Writes text from the first character that needs an escape or is not ASCII, and the closing quote.</summary>
    private void WriteRest(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            Ensure(MaxEscapeBytes);
            if (text[0] > '\x7F')
            {
                text = text.Slice(WriteBeyondAscii(text));
            }
            else if (!UnescapedText.IsPlainAscii(text[0]))
            {
                _position += JsonEscape.Write(text[0], _buffer.Slice(_position));
                text = text.Slice(1);
            }

            if (!text.IsEmpty && text[0] <= '\x7F')
            {
                text = text.Slice(WriteAscii(text));
            }
        }

        WriteByte((byte)'"');
    }

    /// <summary>Writes ASCII with short escapes in whole blocks, and the plain text after them. Returns the number of characters.</summary>
    private int WriteAscii(ReadOnlySpan<char> text)
    {
        int read = ShortEscapeEncoder.Copy(text, _buffer.Slice(_position), out int written);
        _position += written;
        int plain = UnescapedText.Copy(text.Slice(read), _buffer.Slice(_position));
        _position += plain;
        return read + plain;
    }

    /// <summary>Writes the character beyond ASCII at the start of the text, and the characters that can be written with it. Returns the number of characters.</summary>
    private int WriteBeyondAscii(ReadOnlySpan<char> text)
    {
        Ensure(SimdTranscoder.LeastRoom);
        int read = SimdTranscoder.Encode(text, _buffer.Slice(_position), out int written);
        _position += written;
        if (read > 0)
        {
            return read;
        }

        int scalar = text[0];
        read = 1;
        if (char.IsSurrogate((char)scalar))
        {
            if (scalar > 0xDBFF || text.Length < 2 || !char.IsLowSurrogate(text[1]))
            {
                throw Refusal("a pair of surrogates", "a lone surrogate");
            }

            scalar = char.ConvertToUtf32((char)scalar, text[1]);
            read = 2;
        }

        Ensure(MaxScalarBytes);
        _position += Utf8Text.EncodeScalar(scalar, _buffer.Slice(_position));
        return read;
    }
}
