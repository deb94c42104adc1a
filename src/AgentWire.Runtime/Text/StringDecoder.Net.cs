using System.Numerics;
using System.Runtime.Intrinsics;
#if !NET9_0_OR_GREATER
using System.Buffers;
#endif

#if !NET9_0_OR_GREATER
using System.Text;
#endif

namespace AgentWire.Runtime.Text;

/// <summary>Decodes the strings of checked JSON text.</summary>
internal static class StringDecoder
{
    /// <summary>Returns the string of a token.</summary>
    /// <param name="text">The text between the quotes: well-formed UTF-8, including escapes.</param>
    /// <param name="escapeBytes">The number of bytes that the escapes have in excess of the characters they represent.</param>
    /// <param name="isAscii">Whether the text is known to be ASCII.</param>
    public static string Decode(ReadOnlySpan<byte> text, int escapeBytes, bool isAscii)
    {
        int length = text.Length - escapeBytes - (isAscii ? 0 : BytesBeyondCharacters(text));
        if (length == 0)
        {
            return "";
        }

        return Create(length, text);
    }

#if NET9_0_OR_GREATER
    private static string Create(int length, ReadOnlySpan<byte> text) =>
        length == text.Length
            ? string.Create(length, text, static (characters, text) => UnescapedText.Widen(text, characters))
            : string.Create(length, text, static (characters, text) => Decode(text, characters));
#else
    // The state of string.Create cannot be a span before .NET 9.
    private static string Create(int length, ReadOnlySpan<byte> text)
    {
        if (length == text.Length)
        {
            return Encoding.Latin1.GetString(text);
        }

        char[] rented = ArrayPool<char>.Shared.Rent(length);
        Decode(text, rented.AsSpan(0, length));
        string decoded = new(rented, 0, length);
        ArrayPool<char>.Shared.Return(rented);
        return decoded;
    }
#endif

    private static void Decode(ReadOnlySpan<byte> text, Span<char> characters)
    {
        int read = 0;
        int written = 0;
        while (true)
        {
            int plain = UnescapedText.WidenBlocks(text.Slice(read), characters.Slice(written));
            read += plain;
            written += plain;

            // Escapes and characters beyond ASCII come in runs. The last few characters are also handled here.
            do
            {
                if (read == text.Length)
                {
                    return;
                }

                int first = text[read];
                if (first is >= 0xE0 and < 0xF0)
                {
                    int together = SimdTranscoder.DecodeTriples(text.Slice(read), characters.Slice(written));
                    read += 3 * together;
                    written += together;
                    while (read < text.Length && text[read] is >= 0xE0 and < 0xF0)
                    {
                        characters[written++] = (char)(
                            ((text[read] & 0x0F) << 12) | ((text[read + 1] & 0x3F) << 6) | (text[read + 2] & 0x3F)
                        );
                        read += 3;
                    }
                }
                else if (first is >= 0xC0 and < 0xE0)
                {
                    characters[written++] = (char)(((first & 0x1F) << 6) | (text[read + 1] & 0x3F));
                    read += 2;
                }
                else if (first < 0x80 && first != '\\')
                {
                    characters[written++] = (char)first;
                    read++;
                }
                else if (first == '\\' && text[read + 1] != 'u')
                {
                    characters[written++] = JsonEscape.ShortCharacter(text[read + 1]);
                    read += 2;
                }
                else
                {
                    ReadOnlySpan<byte> rest = text.Slice(read);
                    int length = 4;
                    int scalar = first == '\\' ? JsonEscape.Read(rest, out length) : DecodeFour(rest);
                    read += length;
                    if (scalar > char.MaxValue)
                    {
                        characters[written++] = (char)(0xD7C0 + (scalar >> 10));
                        scalar = 0xDC00 | (scalar & 0x3FF);
                    }

                    characters[written++] = (char)scalar;
                }
            } while (read < text.Length && text[read] is >= 0x80 or (byte)'\\');
        }
    }

    /// <summary>Returns the scalar value of the well-formed four-byte sequence at the start of the text.</summary>
    private static int DecodeFour(ReadOnlySpan<byte> utf8) =>
        ((utf8[0] & 0x07) << 18) | ((utf8[1] & 0x3F) << 12) | ((utf8[2] & 0x3F) << 6) | (utf8[3] & 0x3F);

    /// <summary>
    /// Returns the difference between the number of bytes and of UTF-16 code units of well-formed UTF-8: the number of
    /// continuation bytes, minus the number of four-byte sequences.
    /// </summary>
    private static int BytesBeyondCharacters(ReadOnlySpan<byte> utf8)
    {
        const int Block = 16;
        int count = 0;
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= utf8.Length - Block; i += Block)
            {
                Vector128<byte> block = SimdMemory.Load128(utf8, i);
                count +=
                    BitOperations.PopCount(
                        Vector128.LessThan(block.AsSByte(), Vector128.Create((sbyte)-64)).ExtractMostSignificantBits()
                    )
                    - BitOperations.PopCount(
                        Vector128
                            .Equals(Vector128.Max(block, Vector128.Create((byte)0xF0)), block)
                            .ExtractMostSignificantBits()
                    );
            }
        }

        for (; i < utf8.Length; i++)
        {
            count += (sbyte)utf8[i] < -64 ? 1 : 0;
            count -= utf8[i] >= 0xF0 ? 1 : 0;
        }

        return count;
    }
}
