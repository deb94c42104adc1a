using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace AgentWire.Runtime.Text;

/// <summary>
/// Whether bytes are UTF-8, sixteen at a time. Three look-ups tell of each byte and the one before it which faults their
/// halves allow, a bit each; what all three allow is a fault. (J. Keiser, D. Lemire: Validating UTF-8 in less than one
/// instruction per byte, 2020.)
/// </summary>
internal static partial class Utf8Validator
{
    private const int Block = 16;

    // What stands before the first block that is looked at; a block wants to see as many bytes before it.
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
        Vector128<byte> block = VectorMemory.Load128(utf8, index);
        Vector128<byte> before = VectorMemory.Load128(utf8, index - 1);
        Vector128<byte> pairs =
            Vector128.Shuffle(OfHighHalf, HighHalf(before))
            & Vector128.Shuffle(OfLowHalf, before & Vector128.Create((byte)0x0F))
            & Vector128.Shuffle(OfNextHighHalf, HighHalf(block));

        // Where a first byte of three stands two before, or one of four three before, two continuations are no fault.
        Vector128<byte> isThird =
            AtLeast(VectorMemory.Load128(utf8, index - 2), 0xE0) | AtLeast(VectorMemory.Load128(utf8, index - 3), 0xF0);
        return pairs ^ (isThird & Vector128.Create(TwoContinuations));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> HighHalf(Vector128<byte> bytes) =>
        Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector128.Create((byte)0x0F);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> AtLeast(Vector128<byte> bytes, byte bound) =>
        Vector128.Equals(Vector128.Max(bytes, Vector128.Create(bound)), bytes);
}
