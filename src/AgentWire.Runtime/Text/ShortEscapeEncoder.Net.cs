#if NET8_0_OR_GREATER
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

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
#if NET8_0_OR_GREATER
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
        ref ushort source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref byte target = ref MemoryMarshal.GetReference(destination);
        while (read <= lastRead && output <= lastOutput)
        {
            ref ushort from = ref Unsafe.Add(ref source, read);
            ref byte to = ref Unsafe.Add(ref target, output);
            Vector256<byte> lower = CopyPiece(ref from, ref to);
            Vector256<byte> upper = CopyPiece(ref Unsafe.Add(ref from, Piece), ref Unsafe.Add(ref to, Piece));
            ulong beyond = Both(lower.ExtractMostSignificantBits(), upper.ExtractMostSignificantBits());
            int count = BitOperations.TrailingZeroCount(beyond);
            ulong escapes = Both(UnescapedText.Marks(lower), UnescapedText.Marks(upper)) & (beyond - 1) & ~beyond;
            int added = 0;
            for (; escapes != 0; escapes &= escapes - 1)
            {
                int at = BitOperations.TrailingZeroCount(escapes);
                byte letter = JsonEscape.ShortForm(Unsafe.Add(ref from, at));
                if (letter == 0)
                {
                    count = at;
                    break;
                }

                ref byte escape = ref Unsafe.Add(ref to, at + added);
                Unsafe.WriteUnaligned(ref escape, (ushort)('\\' | (letter << 8)));
                added++;
                CopyPiece(ref Unsafe.Add(ref from, at + 1), ref Unsafe.Add(ref escape, 2));
                if (BitOperations.TrailingZeroCount(escapes & (escapes - 1)) > at + Piece)
                {
                    CopyPiece(ref Unsafe.Add(ref from, Piece), ref Unsafe.Add(ref to, Piece + added));
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
#else
        return 0;
#endif
    }

#if NET8_0_OR_GREATER
    private static ulong Both(uint lower, uint upper) => lower | ((ulong)upper << 32);

    /// <summary>Copies thirty-two characters as bytes; one beyond ASCII becomes one beyond ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> CopyPiece(ref ushort source, ref byte target)
    {
        Vector256<ushort> most = Vector256.Create((ushort)0xFF);
        Vector256<byte> piece = Vector256.Narrow(
            Vector256.Min(Vector256.LoadUnsafe(ref source), most),
            Vector256.Min(Vector256.LoadUnsafe(ref source, 16), most)
        );
        piece.StoreUnsafe(ref target);
        return piece;
    }
#endif
}
