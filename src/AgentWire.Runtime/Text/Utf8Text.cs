using System.Buffers;
using System.Text;
#if NET8_0_OR_GREATER
using System.Text.Unicode;
#endif

namespace AgentWire.Runtime.Text;

/// <summary>Converts between UTF-8 and UTF-16. Malformed text is found, and nothing is replaced.</summary>
internal static class Utf8Text
{
    /// <summary>Returns the index of the first sequence that is not UTF-8, or -1 if there is none.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="isAscii">Whether all of the bytes are known to be ASCII. Older runtimes do not check this.</param>
    public static int IndexOfInvalid(ReadOnlySpan<byte> utf8, out bool isAscii)
    {
        isAscii = false;
#if NET8_0_OR_GREATER
        isAscii = Ascii.IsValid(utf8);
        if (isAscii || Utf8Validator.IsValid(utf8))
        {
            return -1;
        }
#endif
        int i = 0;
        while (i < utf8.Length)
        {
            int length = SequenceLength(utf8.Slice(i));
            if (length == 0)
            {
                return i;
            }

            i += length;
        }

        return -1;
    }

    /// <summary>
    /// Returns the string of the first bytes, at least as many characters as given if there are so many. Text that is cut to that
    /// number does not show a character that is damaged here.
    /// </summary>
    public static string GetStart(ReadOnlySpan<byte> utf8, int characters)
    {
        const int MaxCharacterBytes = 4;
        return GetString(utf8.Slice(0, Math.Min(utf8.Length, MaxCharacterBytes * (characters + 1))));
    }

    /// <summary>Returns the string of bytes that are known to be UTF-8.</summary>
    public static string GetString(ReadOnlySpan<byte> utf8)
    {
#if NET8_0_OR_GREATER
        return Encoding.UTF8.GetString(utf8);
#else
        if (utf8.IsEmpty)
        {
            return "";
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(utf8.Length);
        utf8.CopyTo(rented);
        string text = Encoding.UTF8.GetString(rented, 0, utf8.Length);
        ArrayPool<byte>.Shared.Return(rented);
        return text;
#endif
    }

    /// <summary>Encodes the well-formed text at the start of the characters. The destination must have three bytes for each character.</summary>
    /// <returns>True if all of the text was encoded; false at a lone surrogate, whose index is then <paramref name="read"/>.</returns>
    public static bool TryEncode(ReadOnlySpan<char> text, Span<byte> destination, out int read, out int written)
    {
#if NET8_0_OR_GREATER
        return Utf8.FromUtf16(text, destination, out read, out written, replaceInvalidSequences: false)
            == OperationStatus.Done;
#else
        written = 0;
        for (read = 0; read < text.Length; read++)
        {
            int c = text[read];
            if (char.IsHighSurrogate((char)c) && read + 1 < text.Length && char.IsLowSurrogate(text[read + 1]))
            {
                c = char.ConvertToUtf32((char)c, text[++read]);
            }
            else if (char.IsSurrogate((char)c))
            {
                return false;
            }

            written += EncodeScalar(c, destination.Slice(written));
        }

        return true;
#endif
    }

    /// <summary>Copies ASCII text.</summary>
    /// <returns>False if a character is not ASCII; the copy ends before it.</returns>
    public static bool TryNarrow(ReadOnlySpan<char> text, Span<byte> destination)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] > 0x7F)
            {
                return false;
            }

            destination[i] = (byte)text[i];
        }

        return true;
    }

    /// <summary>Writes one Unicode scalar value as one to four bytes.</summary>
    public static int EncodeScalar(int scalar, Span<byte> destination)
    {
        switch (scalar)
        {
            case < 0x80:
                destination[0] = (byte)scalar;
                return 1;
            case < 0x800:
                destination[0] = (byte)(0xC0 | (scalar >> 6));
                destination[1] = (byte)(0x80 | (scalar & 0x3F));
                return 2;
            case < 0x10000:
                destination[0] = (byte)(0xE0 | (scalar >> 12));
                destination[1] = (byte)(0x80 | ((scalar >> 6) & 0x3F));
                destination[2] = (byte)(0x80 | (scalar & 0x3F));
                return 3;
            default:
                destination[0] = (byte)(0xF0 | (scalar >> 18));
                destination[1] = (byte)(0x80 | ((scalar >> 12) & 0x3F));
                destination[2] = (byte)(0x80 | ((scalar >> 6) & 0x3F));
                destination[3] = (byte)(0x80 | (scalar & 0x3F));
                return 4;
        }
    }

    /// <summary>Returns the scalar value of the well-formed sequence at the start of the bytes.</summary>
    public static int DecodeScalar(ReadOnlySpan<byte> utf8, out int length)
    {
        int first = utf8[0];
        length =
            first < 0x80 ? 1
            : first < 0xE0 ? 2
            : first < 0xF0 ? 3
            : 4;
        int scalar = length == 1 ? first : first & (0x7F >> length);
        for (int i = 1; i < length; i++)
        {
            scalar = (scalar << 6) | (utf8[i] & 0x3F);
        }

        return scalar;
    }

    /// <summary>Returns the length of the well-formed sequence at the start of the bytes (table 3-7 of the Unicode standard), or 0 if there is none.</summary>
    private static int SequenceLength(ReadOnlySpan<byte> utf8)
    {
        byte first = utf8[0];
        if (first < 0x80)
        {
            return 1;
        }

        (int length, byte low, byte high) = first switch
        {
            >= 0xC2 and <= 0xDF => (2, (byte)0x80, (byte)0xBF),
            0xE0 => (3, (byte)0xA0, (byte)0xBF),
            0xED => (3, (byte)0x80, (byte)0x9F),
            >= 0xE1 and <= 0xEF => (3, (byte)0x80, (byte)0xBF),
            0xF0 => (4, (byte)0x90, (byte)0xBF),
            >= 0xF1 and <= 0xF3 => (4, (byte)0x80, (byte)0xBF),
            0xF4 => (4, (byte)0x80, (byte)0x8F),
            _ => (0, (byte)0, (byte)0),
        };
        if (length == 0 || utf8.Length < length || utf8[1] < low || utf8[1] > high)
        {
            return 0;
        }

        for (int i = 2; i < length; i++)
        {
            if ((utf8[i] & 0xC0) != 0x80)
            {
                return 0;
            }
        }

        return length;
    }
}
