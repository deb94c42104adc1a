using System.Buffers;

namespace AgentWire.Json;

internal ref partial struct WireReader
{
    private const int StackBytes = 256;

    public string ReadString()
    {
        if (Peek() != '"')
        {
            FailType(Wanted.String);
            return null!;
        }

        return ScanString(out ReadOnlySpan<byte> text, out bool escaped) ? Decode(text, escaped) : null!;
    }

    /// <summary>Reads a string of a closed set: its index, or -1 after a failure.</summary>
    public int ReadValue(WireNames values)
    {
        if (Peek() != '"')
        {
            FailType(Wanted.String);
            return -1;
        }

        int start = _position;
        if (!ScanString(out ReadOnlySpan<byte> text, out bool escaped))
        {
            return -1;
        }

        int index = IndexOf(values, text, escaped);
        if (index < 0)
        {
            Fail(WireErrorCode.UnknownValue, start, $"one of {string.Join(", ", values.All)}");
        }

        return index;
    }

    /// <summary>Reads a string that may be one of a set: its index, or -1 for any other and after a failure.</summary>
    public int ReadValue(WireNames values, out string text)
    {
        text = null!;
        if (Peek() != '"')
        {
            FailType(Wanted.String);
            return -1;
        }

        if (!ScanString(out ReadOnlySpan<byte> utf8, out bool escaped))
        {
            return -1;
        }

        int index = IndexOf(values, utf8, escaped);
        text = index < 0 ? Decode(utf8, escaped) : values[index];
        return index;
    }

    /// <summary>Takes the string token that is next, and checks it.</summary>
    private bool ScanString(out ReadOnlySpan<byte> text, out bool escaped)
    {
        ReadOnlySpan<byte> rest = _json.Slice(_position + 1);
        int length = Utf8Text.IndexOfEndOfPlainText(rest);
        escaped = false;
        while ((uint)length < (uint)rest.Length && rest[length] == '\\')
        {
            escaped = true;
            length = PassEscape(rest, length);
            if (length < 0)
            {
                text = default;
                return false;
            }

            int plain = Utf8Text.IndexOfEndOfPlainText(rest.Slice(length));
            length = plain < 0 ? rest.Length : length + plain;
        }

        text = default;
        if ((uint)length >= (uint)rest.Length)
        {
            FailAtEnd();
            return false;
        }

        if (rest[length] != '"')
        {
            Fail(WireErrorCode.Syntax, _position + 1 + length, "a control character to be escaped");
            return false;
        }

        text = rest.Slice(0, length);
        _position += length + 2;
        return true;
    }

    /// <summary>Checks the escape at an index, a pair of surrogates as one; the index after it, or -1.</summary>
    private int PassEscape(ReadOnlySpan<byte> text, int index)
    {
        int offset = _position + 1 + index;
        if (index + 1 >= text.Length)
        {
            FailAtEnd();
            return -1;
        }

        byte kind = text[index + 1];
        if (kind is (byte)'"' or (byte)'\\' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t')
        {
            return index + 2;
        }

        if (kind == '/')
        {
            _superfluous = true;
            return index + 2;
        }

        if (kind != 'u')
        {
            Fail(WireErrorCode.Syntax, offset, "an escape that JSON knows");
            return -1;
        }

        int unit = HexUnit(text, index);
        if (unit < 0)
        {
            FailHex(text, index, offset);
            return -1;
        }

        _superfluous |= !JsonEscape.IsCanonical(text.Slice(index, 6), unit);
        if (unit is < 0xD800 or > 0xDFFF)
        {
            return index + 6;
        }

        int second = index + 6;
        if (unit < 0xDC00 && second < text.Length && text[second] == '\\')
        {
            if (second + 1 >= text.Length)
            {
                FailAtEnd();
                return -1;
            }

            int low = text[second + 1] == 'u' ? HexUnit(text, second) : 0;
            if (low is >= 0xDC00 and <= 0xDFFF)
            {
                return second + 6;
            }

            if (low < 0)
            {
                FailHex(text, second, offset + 6);
                return -1;
            }
        }
        else if (unit < 0xDC00 && second >= text.Length)
        {
            FailAtEnd();
            return -1;
        }

        Fail(WireErrorCode.LoneSurrogate, offset, "a pair of surrogates");
        return -1;
    }

    private void FailHex(ReadOnlySpan<byte> text, int index, int offset)
    {
        // Too few digits because the input ends, or because something else stands there.
        ReadOnlySpan<byte> digits = text.Slice(index + 2);
        int valid = 0;
        while (valid < digits.Length && JsonEscape.HexValue(digits[valid]) >= 0)
        {
            valid++;
        }

        if (valid == digits.Length)
        {
            FailAtEnd();
        }
        else
        {
            Fail(WireErrorCode.Syntax, offset, "four hexadecimal digits");
        }
    }

    private static int HexUnit(ReadOnlySpan<byte> text, int index) =>
        index + 6 <= text.Length ? JsonEscape.HexUnit(text.Slice(index + 2, 4)) : -1;

    private static string Decode(ReadOnlySpan<byte> text, bool escaped)
    {
        if (!escaped)
        {
            return Utf8Text.GetString(text);
        }

        byte[]? rented = null;
        Span<byte> buffer =
            text.Length <= StackBytes
                ? stackalloc byte[StackBytes]
                : (rented = ArrayPool<byte>.Shared.Rent(text.Length));
        string decoded = Utf8Text.GetString(buffer.Slice(0, JsonEscape.Unescape(text, buffer)));
        Return(rented);
        return decoded;
    }

    private static int IndexOf(WireNames names, ReadOnlySpan<byte> text, bool escaped)
    {
        if (!escaped)
        {
            return names.IndexOf(text);
        }

        byte[]? rented = null;
        Span<byte> buffer =
            text.Length <= StackBytes
                ? stackalloc byte[StackBytes]
                : (rented = ArrayPool<byte>.Shared.Rent(text.Length));
        int index = names.IndexOf(buffer.Slice(0, JsonEscape.Unescape(text, buffer)));
        Return(rented);
        return index;
    }

    private static void Return(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
