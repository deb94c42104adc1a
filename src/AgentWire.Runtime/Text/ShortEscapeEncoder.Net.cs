using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgentWire.Runtime.Text;

/// <summary>
/// Writes ASCII text with short escapes, 64 characters at a time. All characters are copied unescaped. After each escape, the
/// following characters are copied again, one byte further on. This takes fewer unpredictable branches than a loop over the
/// escapes.
/// </summary>
internal static class ShortEscapeEncoder
{
    /// <summary>
    /// Copies the text up to the first character that is not ASCII or has no short escape, as long as there are whole blocks and
    /// enough room. Returns the number of characters. The destination after them can be overwritten.
    /// </summary>
    public static int Copy(ReadOnlySpan<char> text, Span<byte> destination, out int written)
    {
        written = 0;
        const int Piece = 32;
        const int Block = 2 * Piece;
        if (!Vector128.IsHardwareAccelerated || !BitConverter.IsLittleEndian)
        {
            return 0;
        }

        int read = 0;
        int output = 0;
        // A part of the next block follows the last escape of a block. Every character can have an escape.
        int lastRead = text.Length - Block - Piece;
        int lastOutput = destination.Length - (2 * Block) - Piece;
        ReadOnlySpan<ushort> units = SimdMemory.Units(text);
        while (read <= lastRead && output <= lastOutput)
        {
            Vector256<byte> lower = CopyPiece(units, read, destination, output);
            Vector256<byte> upper = CopyPiece(units, read + Piece, destination, output + Piece);
            ulong beyond = Both(lower.ExtractMostSignificantBits(), upper.ExtractMostSignificantBits());
            int count = BitOperations.TrailingZeroCount(beyond);
            ulong escapes = Both(UnescapedText.Marks(lower), UnescapedText.Marks(upper)) & (beyond - 1) & ~beyond;
            int added = 0;
            for (; escapes != 0; escapes &= escapes - 1)
            {
                int at = BitOperations.TrailingZeroCount(escapes);
                byte letter = JsonEscape.ShortForm(units[read + at]);
                if (letter == 0)
                {
                    count = at;
                    break;
                }

                int escape = output + at + added;
                SimdMemory.StoreBytes((ushort)('\\' | (letter << 8)), destination, escape);
                added++;
                CopyPiece(units, read + at + 1, destination, escape + 2);
                if (BitOperations.TrailingZeroCount(escapes & (escapes - 1)) > at + Piece)
                {
                    CopyPiece(units, read + Piece, destination, output + Piece + added);
                }
            }

            read += count;
            output += count + added;
            if (count < Block)
            {
                break;
            }
        }

        written = output;
        return read;
    }

    private static ulong Both(uint lower, uint upper) => lower | ((ulong)upper << 32);

    /// <summary>Copies 32 characters as bytes. A character beyond ASCII becomes a byte beyond ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> CopyPiece(ReadOnlySpan<ushort> units, int from, Span<byte> destination, int to)
    {
        Vector256<ushort> most = Vector256.Create((ushort)0xFF);
        Vector256<byte> piece = Vector256.Narrow(
            Vector256.Min(SimdMemory.Load256(units, from), most),
            Vector256.Min(SimdMemory.Load256(units, from + 16), most)
        );
        SimdMemory.Store(piece, destination, to);
        return piece;
    }
}
