using System.Runtime.CompilerServices;
#if NET8_0_OR_GREATER
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace AgentWire.Runtime.Text;

/// <summary>
/// Text that stands in JSON as it is: no quote, backslash or control character. Looked at many characters at a time. No index
/// here is checked twice; each loop says what bounds it.
/// </summary>
internal static class UnescapedText
{
    /// <summary>The index, from a start on, of the first quote, backslash or control character; the length where there is none.</summary>
    public static int IndexOfEnd(ReadOnlySpan<byte> json, int start)
    {
#if NET8_0_OR_GREATER
        const int Block = 16;
        if (Vector128.IsHardwareAccelerated && json.Length >= Block)
        {
            ref byte first = ref MemoryMarshal.GetReference(json);
            int last = json.Length - Block;
            int i = start;
            if (i <= last)
            {
                uint marks = Marks(Vector128.LoadUnsafe(ref first, (uint)i));
                if (marks != 0)
                {
                    return i + BitOperations.TrailingZeroCount(marks);
                }

                i += Block;
                if (Vector256.IsHardwareAccelerated)
                {
                    while (i <= last - Block)
                    {
                        marks = Marks(Vector256.LoadUnsafe(ref first, (uint)i));
                        if (marks != 0)
                        {
                            return i + BitOperations.TrailingZeroCount(marks);
                        }

                        i += 2 * Block;
                    }
                }

                while (i <= last)
                {
                    marks = Marks(Vector128.LoadUnsafe(ref first, (uint)i));
                    if (marks != 0)
                    {
                        return i + BitOperations.TrailingZeroCount(marks);
                    }

                    i += Block;
                }
            }

            // The last block once more, without what was looked at.
            uint rest = i < json.Length ? Marks(Vector128.LoadUnsafe(ref first, (uint)last)) >> (i - last) : 0;
            return rest == 0 ? json.Length : i + BitOperations.TrailingZeroCount(rest);
        }
#endif
        for (int i = start; i < json.Length; i++)
        {
            if (json[i] is < 0x20 or (byte)'"' or (byte)'\\')
            {
                return i;
            }
        }

        return json.Length;
    }

    /// <summary>
    /// Copies the ASCII text that the characters begin with, as far as it needs no escape and there is room; how many
    /// characters that is. What is behind them in the destination may be overwritten.
    /// </summary>
    public static int Copy(ReadOnlySpan<char> text, Span<byte> destination)
    {
        int length = Math.Min(text.Length, destination.Length);
        int i = 0;
#if NET8_0_OR_GREATER
        const int Block = 16;
        if (Vector128.IsHardwareAccelerated && length >= Block / 4)
        {
            ref ushort source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
            ref byte target = ref MemoryMarshal.GetReference(destination);
            if (length < Block)
            {
                return length < Block / 2
                    ? CopyTwoFours(ref source, ref target, length)
                    : CopyTwoEights(ref source, ref target, length);
            }

            for (; i < length - Block; i += Block)
            {
                uint marks = CopyBlock(ref Unsafe.Add(ref source, i), ref Unsafe.Add(ref target, i));
                if (marks != 0)
                {
                    return i + BitOperations.TrailingZeroCount(marks);
                }
            }

            // The last characters, together with some before them.
            int last = length - Block;
            uint rest = CopyBlock(ref Unsafe.Add(ref source, last), ref Unsafe.Add(ref target, last));
            return rest == 0 ? length : last + BitOperations.TrailingZeroCount(rest);
        }
#endif
        for (; i < length; i++)
        {
            char c = text[i];
            if (c is < ' ' or > '\x7F' or '"' or '\\')
            {
                return i;
            }

            destination[i] = (byte)c;
        }

        return length;
    }

    /// <summary>Whether a character stands in JSON as it is, and is ASCII.</summary>
    public static bool IsPlainAscii(char c) => c is >= ' ' and <= '\x7F' and not ('"' or '\\');

#if NET8_0_OR_GREATER
    /// <summary>Widens ASCII; the destination has the same length.</summary>
    public static void Widen(ReadOnlySpan<byte> ascii, Span<char> destination)
    {
        const int Block = 16;
        int length = ascii.Length;
        ref byte source = ref MemoryMarshal.GetReference(ascii);
        ref ushort target = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(destination));
        if (Vector128.IsHardwareAccelerated && length >= Block)
        {
            int i = 0;
            for (; i < length - Block; i += Block)
            {
                Widen(ref source, ref target, i);
            }

            Widen(ref source, ref target, length - Block);
        }
        else if (Vector128.IsHardwareAccelerated && length >= Block / 2)
        {
            WidenHalf(ref source, ref target, 0);
            WidenHalf(ref source, ref target, length - (Block / 2));
        }
        else
        {
            for (int i = 0; i < length; i++)
            {
                Unsafe.Add(ref target, i) = Unsafe.Add(ref source, i);
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
            ref byte source = ref MemoryMarshal.GetReference(text);
            ref ushort target = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(destination));
            int last = Math.Min(text.Length, destination.Length) - Block;
            for (; i <= last; i += Block)
            {
                Vector128<byte> block = Widen(ref source, ref target, i);
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
    private static Vector128<byte> Widen(ref byte source, ref ushort target, int index)
    {
        Vector128<byte> block = Vector128.LoadUnsafe(ref source, (uint)index);
        (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(block);
        lower.StoreUnsafe(ref target, (uint)index);
        upper.StoreUnsafe(ref target, (uint)index + 8);
        return block;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WidenHalf(ref byte source, ref ushort target, int index) =>
        Vector128
            .WidenLower(Vector64.LoadUnsafe(ref source, (uint)index).ToVector128())
            .StoreUnsafe(ref target, (uint)index);

    /// <summary>Copies sixteen characters; a bit for each that is not plain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint CopyBlock(ref ushort source, ref byte target)
    {
        Vector128<byte> block = Narrow(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, 8));
        block.StoreUnsafe(ref target);
        return MarksOfAscii(block);
    }

    /// <summary>Copies eight to sixteen characters, the first eight and the last, which may be some of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CopyTwoEights(ref ushort source, ref byte target, int length)
    {
        int last = length - 8;
        Vector128<byte> block = Narrow(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, (uint)last));
        block.GetLower().StoreUnsafe(ref target);
        block.GetUpper().StoreUnsafe(ref target, (uint)last);
        int end = BitOperations.TrailingZeroCount(MarksOfAscii(block) | (1u << 16));
        return end < 8 ? end : last + end - 8;
    }

    /// <summary>The same for four to eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CopyTwoFours(ref ushort source, ref byte target, int length)
    {
        int last = length - 4;
        Vector128<ushort> characters = Vector128.Create(
            Vector64.LoadUnsafe(ref source),
            Vector64.LoadUnsafe(ref source, (uint)last)
        );
        Vector128<byte> block = Narrow(characters, characters);
        Unsafe.WriteUnaligned(ref target, block.AsUInt32().ToScalar());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, last), block.AsUInt32().GetElement(1));
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
#endif
}
