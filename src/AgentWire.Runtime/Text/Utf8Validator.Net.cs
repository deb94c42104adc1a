using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace AgentWire.Runtime.Text;

/// <summary>
/// Checks whether bytes are UTF-8, 16 at a time. For each byte and the byte before it, three lookups return the errors that
/// their halves allow, one bit each. If all three allow an error, the bytes have this error. (J. Keiser, D. Lemire:
/// Validating UTF-8 in less than one instruction per byte, 2020.)
/// </summary>
internal static partial class Utf8Validator
{
    private const int Block = 16;

    // The bytes before the first block. A block needs this number of bytes before it.
    private const int Before = 3;

    public static bool IsValid(ReadOnlySpan<byte> utf8)
    {
        int length = utf8.Length;
        if (
            !Vector128.IsHardwareAccelerated
            || length < Before + Block
            || (utf8[0] | utf8[1] | utf8[2]) >= 0x80
            || utf8[length - 1] >= 0xC0
            || utf8[length - 2] >= 0xE0
            || utf8[length - 3] >= 0xF0
        )
        {
            return Utf8.IsValid(utf8);
        }

        Vector128<byte> faults = Vector128<byte>.Zero;
        int last = length - Block;
        for (int i = Before; i < last; i += Block)
        {
            faults |= Faults(utf8, i);
        }

        return (faults | Faults(utf8, last)) == Vector128<byte>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Faults(ReadOnlySpan<byte> utf8, int index)
    {
        Vector128<byte> block = SimdMemory.Load128(utf8, index);
        Vector128<byte> before = SimdMemory.Load128(utf8, index - 1);
        Vector128<byte> pairs =
            Vector128.Shuffle(OfHighHalf, HighHalf(before))
            & Vector128.Shuffle(OfLowHalf, before & Vector128.Create((byte)0x0F))
            & Vector128.Shuffle(OfNextHighHalf, HighHalf(block));

        // If the byte two before is the lead byte of three, or the byte three before is the lead byte of four, two continuation bytes are valid.
        Vector128<byte> isThird =
            AtLeast(SimdMemory.Load128(utf8, index - 2), 0xE0) | AtLeast(SimdMemory.Load128(utf8, index - 3), 0xF0);
        return pairs ^ (isThird & Vector128.Create(TwoContinuations));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> HighHalf(Vector128<byte> bytes) =>
        Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector128.Create((byte)0x0F);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> AtLeast(Vector128<byte> bytes, byte bound) =>
        Vector128.Equals(Vector128.Max(bytes, Vector128.Create(bound)), bytes);
}
