using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgentWire.Runtime.Text;

// Many characters at a time. Release builds do not check the bounds of a load; the condition of each loop keeps it within the text.
internal static partial class UnescapedText
{
    /// <summary>Returns the index of the first quote, backslash or control character from a start index, or the length if there is none.</summary>
    public static int IndexOfEnd(ReadOnlySpan<byte> json, int start)
    {
        const int Block = 16;
        if (Vector128.IsHardwareAccelerated && json.Length >= Block)
        {
            int last = json.Length - Block;
            int i = start;
            if (i <= last)
            {
                uint marks = Marks(SimdMemory.Load128(json, i));
                if (marks != 0)
                {
                    return i + BitOperations.TrailingZeroCount(marks);
                }

                i += Block;
                if (Vector256.IsHardwareAccelerated)
                {
                    while (i <= last - Block)
                    {
                        marks = Marks(SimdMemory.Load256(json, i));
                        if (marks != 0)
                        {
                            return i + BitOperations.TrailingZeroCount(marks);
                        }

                        i += 2 * Block;
                    }
                }

                while (i <= last)
                {
                    marks = Marks(SimdMemory.Load128(json, i));
                    if (marks != 0)
                    {
                        return i + BitOperations.TrailingZeroCount(marks);
                    }

                    i += Block;
                }
            }

            // The last block again, without the part that was already handled.
            uint rest = i < json.Length ? Marks(SimdMemory.Load128(json, last)) >> (i - last) : 0;
            return rest == 0 ? json.Length : i + BitOperations.TrailingZeroCount(rest);
        }
        return IndexOfEndByteByByte(json, start);
    }

    /// <summary>
    /// Copies the ASCII text at the start of the characters, up to the first character that needs an escape, as long as there is
    /// room. Returns the number of characters. The destination after them can be overwritten.
    /// </summary>
    public static int Copy(ReadOnlySpan<char> text, Span<byte> destination)
    {
        const int Block = 16;
        int length = Math.Min(text.Length, destination.Length);
        if (Vector128.IsHardwareAccelerated && length >= Block / 4)
        {
            ReadOnlySpan<ushort> units = SimdMemory.Units(text);
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

            // The last characters, together with some of those before them.
            int last = length - Block;
            uint rest = CopyBlock(units, destination, last);
            return rest == 0 ? length : last + BitOperations.TrailingZeroCount(rest);
        }
        return CopyOneByOne(text, destination);
    }

    /// <summary>Widens ASCII to UTF-16. The destination has the same length.</summary>
    public static void Widen(ReadOnlySpan<byte> ascii, Span<char> destination)
    {
        const int Block = 16;
        int length = ascii.Length;
        Span<ushort> units = SimdMemory.Units(destination);
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
    /// Widens the ASCII text at the start of the bytes, up to the first backslash, one block at a time. Returns the number of
    /// characters. It can be too small by less than one block.
    /// </summary>
    public static int WidenBlocks(ReadOnlySpan<byte> text, Span<char> destination)
    {
        const int Block = 16;
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            Span<ushort> units = SimdMemory.Units(destination);
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

    /// <summary>Returns a bit for each quote, backslash and control character.</summary>
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
        Vector128<byte> block = SimdMemory.Load128(ascii, index);
        (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(block);
        SimdMemory.Store(lower, destination, index);
        SimdMemory.Store(upper, destination, index + 8);
        return block;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WidenHalf(ReadOnlySpan<byte> ascii, Span<ushort> destination, int index) =>
        SimdMemory.Store(Vector128.WidenLower(SimdMemory.LoadLower(ascii, index)), destination, index);

    /// <summary>Copies 16 characters. Returns a bit for each character that needs an escape or is not ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint CopyBlock(ReadOnlySpan<ushort> units, Span<byte> destination, int index)
    {
        Vector128<byte> block = Narrow(SimdMemory.Load128(units, index), SimdMemory.Load128(units, index + 8));
        SimdMemory.Store(block, destination, index);
        return MarksOfAscii(block);
    }

    /// <summary>Copies 8 to 16 characters: the first eight and the last eight, which can overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CopyTwoEights(ReadOnlySpan<ushort> units, Span<byte> destination, int length)
    {
        int last = length - 8;
        Vector128<byte> block = Narrow(SimdMemory.Load128(units, 0), SimdMemory.Load128(units, last));
        SimdMemory.StoreLower(block, destination, 0);
        SimdMemory.StoreUpper(block, destination, last);
        int end = BitOperations.TrailingZeroCount(MarksOfAscii(block) | (1u << 16));
        return end < 8 ? end : last + end - 8;
    }

    /// <summary>Copies 4 to 8 characters: the first four and the last four, which can overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CopyTwoFours(ReadOnlySpan<ushort> units, Span<byte> destination, int length)
    {
        int last = length - 4;
        Vector128<ushort> characters = SimdMemory.LoadHalves(units, 0, last);
        Vector128<byte> block = Narrow(characters, characters);
        SimdMemory.StoreBytes(block.AsUInt32().ToScalar(), destination, 0);
        SimdMemory.StoreBytes(block.AsUInt32().GetElement(1), destination, last);
        int end = BitOperations.TrailingZeroCount(MarksOfAscii(block) | (1u << 8));
        return end < 4 ? end : last + end - 4;
    }

    /// <summary>Narrows characters to bytes. A character beyond ASCII becomes a byte beyond ASCII.</summary>
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

    /// <summary>Returns the same bits, and a bit for each byte that is not ASCII, whose highest bit is already set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MarksOfAscii(Vector128<byte> block) =>
        (
            block
            | Vector128.Equals(block, Vector128.Create((byte)'"'))
            | Vector128.Equals(block, Vector128.Create((byte)'\\'))
            | Vector128.Equals(Vector128.Min(block, Vector128.Create((byte)0x1F)), block)
        ).ExtractMostSignificantBits();
}
