using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AgentWire.Runtime.Text;

/// <summary>
/// Encodes UTF-16 as UTF-8, eight characters of one to three bytes at a time. Each character is first widened to the size of
/// the longest, and a shuffle then drops the unused bytes. Also decodes four characters of three bytes at a time.
/// </summary>
internal static class SimdTranscoder
{
    /// <summary>The number of characters in a block.</summary>
    public const int Characters = 8;

    /// <summary>The number of bytes that the first block needs.</summary>
    public const int LeastRoom = 3 * Characters + Lanes;

    // A shuffle always stores 16 bytes, even if fewer are used.
    private const int Lanes = 16;

    private const byte Nothing = 0x80;

    // For each set of characters with one byte, out of eight characters with up to two: the bytes to keep.
    private static readonly byte[] PairShuffles = Shuffles(
        8,
        (row, lane) => (row & (1 << lane)) != 0 ? 1 : 2,
        width: 2
    );

    // For each set of characters with more than one byte (low four bits) and with three bytes (high four bits): the bytes to keep.
    private static readonly byte[] TripleShuffles = Shuffles(
        4,
        (row, lane) => 1 + ((row >> lane) & 1) + ((row >> (lane + 4)) & 1),
        width: 4
    );

    /// <summary>
    /// Encodes the text up to the first character that needs an escape or is a lone surrogate, as long as there are whole blocks
    /// and enough room. Returns the number of characters.
    /// </summary>
    public static int Encode(ReadOnlySpan<char> text, Span<byte> destination, out int written)
    {
        written = 0;
        if (!Vector128.IsHardwareAccelerated || !BitConverter.IsLittleEndian)
        {
            return 0;
        }

        int read = 0;
        int output = 0;
        int lastRead = text.Length - Characters;
        int lastOutput = destination.Length - LeastRoom;
        ReadOnlySpan<ushort> units = SimdMemory.Units(text);
        while (read <= lastRead && output <= lastOutput)
        {
            Vector128<ushort> block = SimdMemory.Load128(units, read);
            uint others = Others(block);
            int count = others == 0 ? Characters : BitOperations.TrailingZeroCount(others);
            output += EncodeBlock(block, count, destination, output);
            read += count;
            if (count < Characters)
            {
                if (read + 1 == text.Length || !char.IsSurrogatePair(text[read], text[read + 1]))
                {
                    break;
                }

                int scalar = char.ConvertToUtf32(text[read], text[read + 1]);
                output += Utf8Text.EncodeScalar(scalar, destination.Slice(output));
                read += 2;
            }
        }

        written = output;
        return read;
    }

    /// <summary>
    /// Decodes the three-byte characters at the start of well-formed text, as long as there are four in a row and enough room.
    /// Returns the number of characters.
    /// </summary>
    public static int DecodeTriples(ReadOnlySpan<byte> text, Span<char> destination)
    {
        // The lead bytes of four characters.
        const uint Leads = 0b0010_0100_1001;
        const int Decoded = 4;
        int count = 0;
        if (Vector128.IsHardwareAccelerated && BitConverter.IsLittleEndian)
        {
            Span<ushort> units = SimdMemory.Units(destination);
            int last = text.Length - Lanes;
            int lastCount = destination.Length - Decoded;
            for (int read = 0; read <= last && count <= lastCount; read += 3 * Decoded)
            {
                Vector128<byte> block = SimdMemory.Load128(text, read);
                uint leads = Vector128
                    .Equals(block & Vector128.Create((byte)0xF0), Vector128.Create((byte)0xE0))
                    .ExtractMostSignificantBits();
                if ((leads & Leads) != Leads)
                {
                    break;
                }

                Vector128<uint> bytes = Vector128
                    .Shuffle(
                        block,
                        Vector128.Create((byte)2, 1, 0, Nothing, 5, 4, 3, Nothing, 8, 7, 6, Nothing, 11, 10, 9, Nothing)
                    )
                    .AsUInt32();
                Vector128<uint> characters =
                    (bytes & Vector128.Create(0x3Fu))
                    | (Vector128.ShiftRightLogical(bytes, 2) & Vector128.Create(0xFC0u))
                    | (Vector128.ShiftRightLogical(bytes, 4) & Vector128.Create(0xF000u));
                SimdMemory.StoreLower(Vector128.Narrow(characters, characters), units, count);
                count += Decoded;
            }
        }

        return count;
    }

    /// <summary>Returns a bit for each character that needs an escape or is a surrogate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Others(Vector128<ushort> block) =>
        (
            Vector128.Equals(block, Vector128.Create((ushort)'"'))
            | Vector128.Equals(block, Vector128.Create((ushort)'\\'))
            | Vector128.LessThan(block, Vector128.Create((ushort)' '))
            | Vector128.Equals(block & Vector128.Create((ushort)0xF800), Vector128.Create((ushort)0xD800))
        ).ExtractMostSignificantBits();

    /// <summary>Encodes the first <paramref name="count"/> characters of the block. Returns the number of bytes. Bytes that are stored after them are not used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EncodeBlock(Vector128<ushort> block, int count, Span<byte> destination, int at)
    {
        if (Vector128.LessThanAll(block, Vector128.Create((ushort)0x800)))
        {
            return EncodePairs(block, count, destination, at);
        }

        Vector256<uint> characters = Vector256.WidenLower(block.ToVector256Unsafe());
        if (count == Characters && Vector128.GreaterThanOrEqualAll(block, Vector128.Create((ushort)0x800)))
        {
            EncodeTriples(characters, destination, at);
            return 3 * Characters;
        }

        return EncodeMixed(characters, count, destination, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EncodePairs(Vector128<ushort> characters, int count, Span<byte> destination, int at)
    {
        Vector128<ushort> isOne = Vector128.LessThan(characters, Vector128.Create((ushort)0x80));
        Vector128<ushort> two =
            Vector128.ShiftRightLogical(characters, 6)
            | Vector128.ShiftLeft(characters & Vector128.Create((ushort)0x3F), 8)
            | Vector128.Create((ushort)0x80C0);
        uint ones = isOne.ExtractMostSignificantBits();
        Store(Vector128.ConditionalSelect(isOne, characters, two).AsByte(), PairShuffles, (int)ones, destination, at);
        return (2 * count) - BitOperations.PopCount(ones & ((1u << count) - 1));
    }

    /// <summary>Encodes characters with three bytes each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EncodeTriples(Vector256<uint> characters, Span<byte> destination, int at)
    {
        const int AllThree = 0xFF;
        Vector256<byte> bytes = Triples(characters).AsByte();
        Store(bytes.GetLower(), TripleShuffles, AllThree, destination, at);
        Store(bytes.GetUpper(), TripleShuffles, AllThree, destination, at + (3 * Characters / 2));
    }

    /// <summary>Returns the three bytes of characters with three bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Triples(Vector256<uint> characters) =>
        Vector256.ShiftRightLogical(characters, 12)
        | Vector256.ShiftLeft(Vector256.ShiftRightLogical(characters, 6) & Vector256.Create(0x3Fu), 8)
        | Vector256.ShiftLeft(characters & Vector256.Create(0x3Fu), 16)
        | Vector256.Create(0x8080E0u);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EncodeMixed(Vector256<uint> characters, int count, Span<byte> destination, int at)
    {
        Vector256<uint> low = characters & Vector256.Create(0x3Fu);
        Vector256<uint> middle = Vector256.ShiftRightLogical(characters, 6);
        Vector256<uint> two = middle | Vector256.ShiftLeft(low, 8) | Vector256.Create(0x80C0u);
        Vector256<uint> isMany = Vector256.GreaterThan(characters, Vector256.Create(0x7Fu));
        Vector256<uint> isThree = Vector256.GreaterThan(characters, Vector256.Create(0x7FFu));
        Vector256<byte> bytes = Vector256
            .ConditionalSelect(isThree, Triples(characters), Vector256.ConditionalSelect(isMany, two, characters))
            .AsByte();
        uint counted = (1u << count) - 1;
        uint many = isMany.ExtractMostSignificantBits() & counted;
        uint three = isThree.ExtractMostSignificantBits() & counted;
        uint lower = (many & 0xF) | ((three & 0xF) << 4);
        uint upper = (many >> 4) | (three & 0xF0);
        Store(bytes.GetLower(), TripleShuffles, (int)lower, destination, at);
        int length = (Characters / 2) + BitOperations.PopCount(lower);
        Store(bytes.GetUpper(), TripleShuffles, (int)upper, destination, at + length);
        return count + BitOperations.PopCount(many) + BitOperations.PopCount(three);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<byte> bytes, byte[] shuffles, int row, Span<byte> destination, int at)
    {
        Vector128<byte> kept = SimdMemory.Load128<byte>(shuffles, row * Lanes);
        // The general shuffle treats indexes from 16 to 127 differently, which the tables do not contain, and is slower because of it.
        Vector128<byte> packed = Ssse3.IsSupported ? Ssse3.Shuffle(bytes, kept) : Vector128.Shuffle(bytes, kept);
        SimdMemory.Store(packed, destination, at);
    }

    private static byte[] Shuffles(int lanes, Func<int, int, int> lengthOf, int width)
    {
        byte[] table = new byte[256 * Lanes];
        table.AsSpan().Fill(Nothing);
        for (int row = 0; row < 256; row++)
        {
            int at = row * Lanes;
            for (int lane = 0; lane < lanes; lane++)
            {
                for (int i = 0; i < Math.Min(lengthOf(row, lane), width); i++)
                {
                    table[at++] = (byte)((lane * width) + i);
                }
            }
        }

        return table;
    }
}
