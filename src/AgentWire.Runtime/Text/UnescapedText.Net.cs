using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgentWire.Runtime.Text;

// Many characters at a time. What bounds an index is the loop around it, and is not checked once more.
internal static partial class UnescapedText
{
    /// <summary>The index, from a start on, of the first quote, backslash or control character; the length where there is none.</summary>
    public static int IndexOfEnd(ReadOnlySpan<byte> json, int start)
    {
        const int Block = 16;
        if (Vector128.IsHardwareAccelerated && json.Length >= Block)
        {
            int last = json.Length - Block;
            int i = start;
            if (i <= last)
            {
                uint marks = Marks(VectorMemory.Load128(json, i));
                if (marks != 0)
                {
                    return i + BitOperations.TrailingZeroCount(marks);
                }

                i += Block;
                if (Vector256.IsHardwareAccelerated)
                {
                    while (i <= last - Block)
                    {
                        marks = Marks(VectorMemory.Load256(json, i));
                        if (marks != 0)
                        {
                            return i + BitOperations.TrailingZeroCount(marks);
                        }

                        i += 2 * Block;
                    }
                }

                while (i <= last)
                {
                    marks = Marks(VectorMemory.Load128(json, i));
                    if (marks != 0)
                    {
                        return i + BitOperations.TrailingZeroCount(marks);
                    }

                    i += Block;
                }
            }

            // The last block once more, without what was looked at.
            uint rest = i < json.Length ? Marks(VectorMemory.Load128(json, last)) >> (i - last) : 0;
            return rest == 0 ? json.Length : i + BitOperations.TrailingZeroCount(rest);
        }
        return IndexOfEndByteByByte(json, start);
    }

    /// <summary>
    /// Copies the ASCII text that the characters begin with, as far as it needs no escape and there is room; how many
    /// characters that is. What is behind them in the destination may be overwritten.
    /// </summary>
    public static int Copy(ReadOnlySpan<char> text, Span<byte> destination)
    {
        const int Block = 16;
        int length = Math.Min(text.Length, destination.Length);
        if (Vector128.IsHardwareAccelerated && length >= Block / 4)
        {
            ReadOnlySpan<ushort> units = VectorMemory.Units(text);
            if (length < Block)
            {
                return length < Block / 2
                    ? CopyTwoFours(units, destination, length)
                    : CopyTwoEights(units, destination, length);
            }

            for (int i = 0; i < length - Block; i += Block)
            {
                uint marks = CopyBlock(units, destination, i);
                if (marks != 0)
                {
                    return i + BitOperations.TrailingZeroCount(marks);
                }
            }

            // The last characters, together with some before them.
            int last = length - Block;
            uint rest = CopyBlock(units, destination, last);
            return rest == 0 ? length : last + BitOperations.TrailingZeroCount(rest);
        }
        return CopyOneByOne(text, destination);
    }

    /// <summary>Widens ASCII; the destination has the same length.</summary>
    public static void Widen(ReadOnlySpan<byte> ascii, Span<char> destination)
    {
        const int Block = 16;
        int length = ascii.Length;
        Span<ushort> units = VectorMemory.Units(destination);
        if (Vector128.IsHardwareAccelerated && length >= Block)
        {
            int i = 0;
            for (; i < length - Block; i += Block)
            {
                Widen(ascii, units, i);
            }

            Widen(ascii, units, length - Block);
        }
        else if (Vector128.IsHardwareAccelerated && length >= Block / 2)
        {
            WidenHalf(ascii, units, 0);
            WidenHalf(ascii, units, length - (Block / 2));
        }
        else
        {
            for (int i = 0; i < length; i++)
            {
                units[i] = ascii[i];
            }
        }
    }

    /// <summary>
    /// Widens the ASCII text that the bytes begin with, as far as it holds no backslash, a block at a time; how many
    /// characters that is. It may be less than there are where less than a block is left.
    /// </summary>
    public static int WidenBlocks(ReadOnlySpan<byte> text, Span<char> destination)
    {
        const int Block = 16;
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            Span<ushort> units = VectorMemory.Units(destination);
            int last = Math.Min(text.Length, destination.Length) - Block;
            for (; i <= last; i += Block)
            {
                Vector128<byte> block = Widen(text, units, i);
                uint marks = (
                    block | Vector128.Equals(block, Vector128.Create((byte)'\\'))
                ).ExtractMostSignificantBits();
                if (marks != 0)
                {
                    return i + BitOperations.TrailingZeroCount(marks);
                }
            }
        }

        return i;
    }

    /// <summary>A bit for each quote, backslash and control character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Marks(Vector256<byte> block) =>
        (
            Vector256.Equals(block, Vector256.Create((byte)'"'))
            | Vector256.Equals(block, Vector256.Create((byte)'\\'))
            | Vector256.Equals(Vector256.Min(block, Vector256.Create((byte)0x1F)), block)
        ).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Widen(ReadOnlySpan<byte> ascii, Span<ushort> destination, int index)
    {
        Vector128<byte> block = VectorMemory.Load128(ascii, index);
        (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(block);
        VectorMemory.Store(lower, destination, index);
        VectorMemory.Store(upper, destination, index + 8);
        return block;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WidenHalf(ReadOnlySpan<byte> ascii, Span<ushort> destination, int index) =>
        VectorMemory.Store(Vector128.WidenLower(VectorMemory.Load64(ascii, index).ToVector128()), destination, index);

    /// <summary>Copies sixteen characters; a bit for each that is not plain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint CopyBlock(ReadOnlySpan<ushort> units, Span<byte> destination, int index)
    {
        Vector128<byte> block = Narrow(VectorMemory.Load128(units, index), VectorMemory.Load128(units, index + 8));
        VectorMemory.Store(block, destination, index);
        return MarksOfAscii(block);
    }

    /// <summary>Copies eight to sixteen characters, the first eight and the last, which may be some of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CopyTwoEights(ReadOnlySpan<ushort> units, Span<byte> destination, int length)
    {
        int last = length - 8;
        Vector128<byte> block = Narrow(VectorMemory.Load128(units, 0), VectorMemory.Load128(units, last));
        VectorMemory.Store(block.GetLower(), destination, 0);
        VectorMemory.Store(block.GetUpper(), destination, last);
        int end = BitOperations.TrailingZeroCount(MarksOfAscii(block) | (1u << 16));
        return end < 8 ? end : last + end - 8;
    }

    /// <summary>The same for four to eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CopyTwoFours(ReadOnlySpan<ushort> units, Span<byte> destination, int length)
    {
        int last = length - 4;
        Vector128<ushort> characters = Vector128.Create(
            VectorMemory.Load64(units, 0),
            VectorMemory.Load64(units, last)
        );
        Vector128<byte> block = Narrow(characters, characters);
        VectorMemory.StoreBytes(block.AsUInt32().ToScalar(), destination, 0);
        VectorMemory.StoreBytes(block.AsUInt32().GetElement(1), destination, last);
        int end = BitOperations.TrailingZeroCount(MarksOfAscii(block) | (1u << 8));
        return end < 4 ? end : last + end - 4;
    }

    /// <summary>Narrows characters to bytes; one beyond ASCII becomes one beyond ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Narrow(Vector128<ushort> lower, Vector128<ushort> upper)
    {
        Vector128<ushort> most = Vector128.Create((ushort)0xFF);
        return Vector128.Narrow(Vector128.Min(lower, most), Vector128.Min(upper, most));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Marks(Vector128<byte> block) =>
        (
            Vector128.Equals(block, Vector128.Create((byte)'"'))
            | Vector128.Equals(block, Vector128.Create((byte)'\\'))
            | Vector128.Equals(Vector128.Min(block, Vector128.Create((byte)0x1F)), block)
        ).ExtractMostSignificantBits();

    /// <summary>The same, and a mark for what is not ASCII: its highest bit is set already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MarksOfAscii(Vector128<byte> block) =>
        (
            block
            | Vector128.Equals(block, Vector128.Create((byte)'"'))
            | Vector128.Equals(block, Vector128.Create((byte)'\\'))
            | Vector128.Equals(Vector128.Min(block, Vector128.Create((byte)0x1F)), block)
        ).ExtractMostSignificantBits();
}
