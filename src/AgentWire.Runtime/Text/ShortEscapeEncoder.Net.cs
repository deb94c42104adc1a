using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgentWire.Runtime.Text;

/// <summary>
/// ASCII text with short escapes, sixty-four characters at a time: all are copied as if they stood as they are, and behind each
/// escape what follows once more, a byte further on. That takes fewer unforeseeable branches than to go from escape to escape.
/// </summary>
internal static class ShortEscapeEncoder
{
    /// <summary>
    /// Copies the text up to the first character that is not ASCII or has no short escape, as far as there are whole blocks and
    /// room; how many characters that is. What is behind them in the destination may be overwritten.
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
        // The last escape of a block is followed by a piece of the next; every character may have an escape.
        int lastRead = text.Length - Block - Piece;
        int lastOutput = destination.Length - (2 * Block) - Piece;
        ReadOnlySpan<ushort> units = VectorMemory.Units(text);
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
                VectorMemory.StoreBytes((ushort)('\\' | (letter << 8)), destination, escape);
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

    /// <summary>Copies thirty-two characters as bytes; one beyond ASCII becomes one beyond ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> CopyPiece(ReadOnlySpan<ushort> units, int from, Span<byte> destination, int to)
    {
        Vector256<ushort> most = Vector256.Create((ushort)0xFF);
        Vector256<byte> piece = Vector256.Narrow(
            Vector256.Min(VectorMemory.Load256(units, from), most),
            Vector256.Min(VectorMemory.Load256(units, from + 16), most)
        );
        VectorMemory.Store(piece, destination, to);
        return piece;
    }
}
