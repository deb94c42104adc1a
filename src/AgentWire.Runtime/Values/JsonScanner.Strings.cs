using System.Runtime.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.Runtime.Values;

/// <summary>Strings.</summary>
internal ref partial struct JsonScanner
{
    /// <summary>Reads a string.</summary>
    public string ReadString()
    {
        if (Peek() != '"')
        {
            FailType(Wanted.String);
            return null!;
        }

        return ScanString(out ReadOnlySpan<byte> text, out int escapeBytes) ? Decode(text, escapeBytes) : null!;
    }

    /// <summary>Returns the string of a scanned token.</summary>
    public readonly string Decode(ReadOnlySpan<byte> text, int escapeBytes) =>
        StringDecoder.Decode(text, escapeBytes, _isAscii);

    /// <summary>Reads the next string token, and checks it.</summary>
    /// <param name="text">The text between the quotes.</param>
    /// <param name="escapeBytes">The number of bytes that its escapes have in excess of the characters they represent.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ScanString(out ReadOnlySpan<byte> text, out int escapeBytes)
    {
        ReadOnlySpan<byte> json = Text;
        int start = Position + 1;
        int end = UnescapedText.IndexOfEnd(json, start);
        if ((uint)end < (uint)json.Length && json[end] == '"')
        {
            text = json.Slice(start, end - start);
            escapeBytes = 0;
            Position = end + 1;
            return true;
        }

        return ScanEscapes(end, out text, out escapeBytes);
    }

    /// <summary>Continues at the first escape of a string.</summary>
    private bool ScanEscapes(int end, out ReadOnlySpan<byte> text, out int escapeBytes)
    {
        ReadOnlySpan<byte> json = Text;
        int start = Position + 1;
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

                // An escape of six bytes is one character, and a pair of twelve bytes is two.
                escapeBytes += next - end - ((next - end + 5) / 6);
                end = next;
            }

            end = UnescapedText.IndexOfEnd(json, end);
        }

        if ((uint)end >= (uint)json.Length)
        {
            FailAtEnd();
            return false;
        }

        if (json[end] != '"')
        {
            Fail(WireErrorCode.Syntax, end, "an escaped control character");
            return false;
        }

        text = json.Slice(start, end - start);
        Position = end + 1;
        return true;
    }

    /// <summary>Checks a less common escape, with a pair of surrogates as one. Returns the index after it, or -1.</summary>
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
            Fail(WireErrorCode.Syntax, index, "a valid escape");
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
        // Either the input ends in the digits, or another character follows.
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
}
