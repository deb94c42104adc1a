namespace AgentWire.Runtime.Text;

/// <summary>Reads and writes the escapes of JSON strings.</summary>
internal static class JsonEscape
{
    /// <summary>Resolves the escapes of checked text. The result is never longer than the input.</summary>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        while (true)
        {
            int plain = text.IndexOf((byte)'\\');
            if (plain < 0)
            {
                text.CopyTo(destination.Slice(written));
                return written + text.Length;
            }

            text.Slice(0, plain).CopyTo(destination.Slice(written));
            written += plain;
            int scalar = Read(text.Slice(plain), out int length);
            written += Utf8Text.EncodeScalar(scalar, destination.Slice(written));
            text = text.Slice(plain + length);
        }
    }

    /// <summary>Returns the scalar value of the checked escape at the start of the text.</summary>
    public static int Read(ReadOnlySpan<byte> escape, out int length)
    {
        length = 2;
        if (escape[1] != 'u')
        {
            return ShortCharacter(escape[1]);
        }

        int unit = HexUnit(escape.Slice(2, 4));
        length = 6;
        if (unit is >= 0xD800 and <= 0xDBFF)
        {
            length = 12;
            unit = char.ConvertToUtf32((char)unit, (char)HexUnit(escape.Slice(8, 4)));
        }

        return unit;
    }

    /// <summary>Returns the character of a short escape, from the letter after the backslash.</summary>
    public static char ShortCharacter(byte letter) =>
        letter switch
        {
            (byte)'n' => '\n',
            (byte)'t' => '\t',
            (byte)'r' => '\r',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            _ => (char)letter,
        };

    /// <summary>
    /// Writes a character that must be escaped: two bytes if it has a short escape, otherwise six.
    /// <see cref="ShortEscapeEncoder"/> writes short escapes in blocks.
    /// </summary>
    public static int Write(int character, Span<byte> destination)
    {
        byte shortForm = ShortForm(character);
        destination[0] = (byte)'\\';
        if (shortForm != 0)
        {
            destination[1] = shortForm;
            return 2;
        }

        "u00"u8.CopyTo(destination.Slice(1));
        destination[4] = HexDigit(character >> 4);
        destination[5] = HexDigit(character & 0xF);
        return 6;
    }

    /// <summary>Returns the letter after the backslash if the character has a short escape; otherwise 0.</summary>
    public static byte ShortForm(int character) => character < ShortForms.Length ? ShortForms[character] : (byte)0;

    /// <summary>Returns whether <c>\uXXXX</c> is the canonical escape of the code unit.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> escape, int unit) =>
        unit < ' ' && ShortForm(unit) == 0 && escape[4] == HexDigit(unit >> 4) && escape[5] == HexDigit(unit & 0xF);

    /// <summary>Returns the code unit of four hexadecimal digits, or -1.</summary>
    public static int HexUnit(ReadOnlySpan<byte> digits)
    {
        int unit = 0;
        for (int i = 0; i < 4; i++)
        {
            int value = HexValue(digits[i]);
            if (value < 0)
            {
                return -1;
            }

            unit = (unit << 4) | value;
        }

        return unit;
    }

    public static int HexValue(byte digit) =>
        digit switch
        {
            >= (byte)'0' and <= (byte)'9' => digit - '0',
            >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
            _ => -1,
        };

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);

    // From U+0000 to the backslash.
    private static ReadOnlySpan<byte> ShortForms =>
        "\0\0\0\0\0\0\0\0btn\0fr\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\\"u8;
}
