namespace AgentWire.Json;

/// <summary>Strings, and what stands in quotes.</summary>
internal ref partial struct WireWriter
{
    private const int MaxEscapeBytes = 6;
    private const int MaxScalarBytes = 4;

    public void WriteString(string? value)
    {
        if (value is null)
        {
            throw Refusal("a string", "null");
        }

        // Most text takes a byte a character.
        Ensure(value.Length + 2);
        Span<byte> destination = _buffer.Slice(_position);
        destination[0] = (byte)'"';
        int plain = PlainText.Copy(value.AsSpan(), destination.Slice(1));
        if (plain == value.Length)
        {
            destination[plain + 1] = (byte)'"';
            _position += plain + 2;
        }
        else
        {
            _position += plain + 1;
            WriteRest(value.AsSpan(plain));
        }
    }

    /// <summary>Writes a string whose length, in Unicode scalar values, has bounds.</summary>
    public void WriteString(string? value, int minLength, int maxLength, string expected)
    {
        if (value is not null && !StringLength.IsWithin(value, minLength, maxLength))
        {
            throw Refusal(expected, "another length");
        }

        WriteString(value);
    }

    /// <summary>Writes a UUID in the spelling it has.</summary>
    public void WriteUuid(string? value)
    {
        if (value is not null && !Uuid.IsValid(value))
        {
            throw Refusal("a UUID", "other text");
        }

        WriteString(value);
    }

    /// <summary>Writes a string that is not all white space.</summary>
    public void WriteNotBlank(string? value)
    {
        if (value is not null && Blank.IsBlank(value))
        {
            throw Refusal(
                "a string that is not all white space",
                value.Length == 0 ? "the empty string" : "white space"
            );
        }

        WriteString(value);
    }

    public void WriteTimestamp(WireTimestamp value)
    {
        Ensure(WireTimestamp.MaxBytes + 2);
        Span<byte> destination = _buffer.Slice(_position);
        destination[0] = (byte)'"';
        int length = value.Format(destination.Slice(1));
        destination[length + 1] = (byte)'"';
        _position += length + 2;
    }

    /// <summary>Writes text from a character on that is not plain, and the closing quote.</summary>
    private void WriteRest(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            Ensure(MaxEscapeBytes);
            if (text[0] > '\x7F')
            {
                text = text.Slice(WriteBeyondAscii(text));
            }
            else if (!PlainText.IsPlainAscii(text[0]))
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

    /// <summary>Writes ASCII, short escapes and all, as far as it comes in blocks, and what is plain behind them; how many characters that is.</summary>
    private int WriteAscii(ReadOnlySpan<char> text)
    {
        int read = EscapeBlocks.Copy(text, _buffer.Slice(_position), out int written);
        _position += written;
        int plain = PlainText.Copy(text.Slice(read), _buffer.Slice(_position));
        _position += plain;
        return read + plain;
    }

    /// <summary>Writes the character beyond ASCII that the text begins with, and what can follow it at once; how many they are.</summary>
    private int WriteBeyondAscii(ReadOnlySpan<char> text)
    {
        Ensure(Utf8Blocks.LeastRoom);
        int read = Utf8Blocks.Encode(text, _buffer.Slice(_position), out int written);
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
                throw Refusal("a pair of surrogates", "a lone one");
            }

            scalar = char.ConvertToUtf32((char)scalar, text[1]);
            read = 2;
        }

        Ensure(MaxScalarBytes);
        _position += Utf8Text.EncodeScalar(scalar, _buffer.Slice(_position));
        return read;
    }
}
