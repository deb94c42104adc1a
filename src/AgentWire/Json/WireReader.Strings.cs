using System.Buffers;
using System.Runtime.CompilerServices;

namespace AgentWire.Json;

internal ref partial struct WireReader
{
    public string ReadString()
    {
        if (Peek() != '"')
        {
            FailType(Wanted.String);
            return null!;
        }

        return ScanString(out ReadOnlySpan<byte> text, out int escapeBytes) ? Decode(text, escapeBytes) : null!;
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
        if (!ScanString(out ReadOnlySpan<byte> text, out int escapeBytes))
        {
            return -1;
        }

        int index = IndexOf(values, text, escapeBytes);
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

        if (!ScanString(out ReadOnlySpan<byte> utf8, out int escapeBytes))
        {
            return -1;
        }

        int index = IndexOf(values, utf8, escapeBytes);
        text = index < 0 ? Decode(utf8, escapeBytes) : values[index];
        return index;
    }

    /// <summary>Takes the string token that is next, and checks it.</summary>
    /// <param name="text">What is between the quotes.</param>
    /// <param name="escapeBytes">How many bytes more than characters its escapes have.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool ScanString(out ReadOnlySpan<byte> text, out int escapeBytes)
    {
        ReadOnlySpan<byte> json = _json;
        int start = _position + 1;
        int end = PlainText.IndexOfEnd(json, start);
        if ((uint)end < (uint)json.Length && json[end] == '"')
        {
            text = json.Slice(start, end - start);
            escapeBytes = 0;
            _position = end + 1;
            return true;
        }

        return ScanEscapes(end, out text, out escapeBytes);
    }

    /// <summary>Goes on where a string's text is not plain.</summary>
    private bool ScanEscapes(int end, out ReadOnlySpan<byte> text, out int escapeBytes)
    {
        ReadOnlySpan<byte> json = _json;
        int start = _position + 1;
        text = default;
        escapeBytes = 0;
        while ((uint)end < (uint)json.Length && json[end] == '\\')
        {
            // Most escapes have two bytes.
            if (
                end + 1 < json.Length
                && json[end + 1]
                    is (byte)'"'
                        or (byte)'\\'
                        or (byte)'b'
                        or (byte)'f'
                        or (byte)'n'
                        or (byte)'r'
                        or (byte)'t'
            )
            {
                escapeBytes++;
                end += 2;
            }
            else
            {
                int next = PassEscape(json, end);
                if (next < 0)
                {
                    return false;
                }

                // Of six bytes each stands for one character, and two for two.
                escapeBytes += next - end - ((next - end + 5) / 6);
                end = next;
            }

            end = PlainText.IndexOfEnd(json, end);
        }

        if ((uint)end >= (uint)json.Length)
        {
            FailAtEnd();
            return false;
        }

        if (json[end] != '"')
        {
            Fail(WireErrorCode.Syntax, end, "a control character to be escaped");
            return false;
        }

        text = json.Slice(start, end - start);
        _position = end + 1;
        return true;
    }

    /// <summary>Checks a less usual escape, a pair of surrogates as one; the index after it, or -1.</summary>
    private int PassEscape(ReadOnlySpan<byte> text, int index)
    {
        if (index + 1 >= text.Length)
        {
            FailAtEnd();
            return -1;
        }

        byte kind = text[index + 1];
        if (kind == '/')
        {
            _superfluous = true;
            return index + 2;
        }

        if (kind != 'u')
        {
            Fail(WireErrorCode.Syntax, index, "an escape that JSON knows");
            return -1;
        }

        int unit = HexUnit(text, index);
        if (unit < 0)
        {
            FailHex(text, index);
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
                FailHex(text, second);
                return -1;
            }
        }
        else if (unit < 0xDC00 && second >= text.Length)
        {
            FailAtEnd();
            return -1;
        }

        Fail(WireErrorCode.LoneSurrogate, index, "a pair of surrogates");
        return -1;
    }

    private void FailHex(ReadOnlySpan<byte> text, int index)
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
            Fail(WireErrorCode.Syntax, index, "four hexadecimal digits");
        }
    }

    private static int HexUnit(ReadOnlySpan<byte> text, int index) =>
        index + 6 <= text.Length ? JsonEscape.HexUnit(text.Slice(index + 2, 4)) : -1;

    private readonly string Decode(ReadOnlySpan<byte> text, int escapeBytes) =>
        StringText.Decode(text, escapeBytes, _isAscii);

    private static int IndexOf(WireNames names, ReadOnlySpan<byte> text, int escapeBytes) =>
        escapeBytes == 0 ? names.IndexOf(text) : IndexOfEscaped(names, text);

    private static int IndexOfEscaped(WireNames names, ReadOnlySpan<byte> text)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(text.Length);
        int index = names.IndexOf(rented.AsSpan(0, JsonEscape.Unescape(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return index;
    }
}
