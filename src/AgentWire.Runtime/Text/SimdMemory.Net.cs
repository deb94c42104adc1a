using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AgentWire.Runtime.Text;

/// <summary>
/// Loads SIMD vectors from spans, and stores them there. Only debug builds check the bounds, so each caller must keep within them.
/// </summary>
internal static class SimdMemory
{
    /// <summary>Loads eight bytes into the lower half of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LoadLower<T>(ReadOnlySpan<T> source, int index) =>
        Vector128.CreateScalar(LoadHalf(source, index)).As<ulong, T>();

    /// <summary>Loads eight bytes into the lower half of a vector, and eight bytes into the upper half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LoadHalves<T>(ReadOnlySpan<T> source, int lower, int upper) =>
        Vector128.Create(LoadHalf(source, lower), LoadHalf(source, upper)).As<ulong, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load128<T>(ReadOnlySpan<T> source, int index)
    {
        Debug.Assert(index >= 0 && index <= source.Length - Vector128<T>.Count);
        return Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(source), (uint)index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load256<T>(ReadOnlySpan<T> source, int index)
    {
        Debug.Assert(index >= 0 && index <= source.Length - Vector256<T>.Count);
        return Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(source), (uint)index);
    }

    /// <summary>Stores the lower half of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreLower<T>(Vector128<T> vector, Span<T> destination, int index) =>
        StoreHalf(vector.AsUInt64().ToScalar(), destination, index);

    /// <summary>Stores the upper half of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUpper<T>(Vector128<T> vector, Span<T> destination, int index) =>
        StoreHalf(vector.AsUInt64().GetElement(1), destination, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector128<T> vector, Span<T> destination, int index)
    {
        Debug.Assert(index >= 0 && index <= destination.Length - Vector128<T>.Count);
        vector.StoreUnsafe(ref MemoryMarshal.GetReference(destination), (uint)index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector256<T> vector, Span<T> destination, int index)
    {
        Debug.Assert(index >= 0 && index <= destination.Length - Vector256<T>.Count);
        vector.StoreUnsafe(ref MemoryMarshal.GetReference(destination), (uint)index);
    }

    /// <summary>Stores a few bytes in the byte order of the machine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes<T>(T bytes, Span<byte> destination, int index)
        where T : unmanaged
    {
        Debug.Assert(index >= 0 && index <= destination.Length - Unsafe.SizeOf<T>());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), index), bytes);
    }

    /// <summary>Returns the UTF-16 code units of a text as numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<ushort> Units(ReadOnlySpan<char> text) => MemoryMarshal.Cast<char, ushort>(text);

    /// <summary>Returns the UTF-16 code units of a text as numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<ushort> Units(Span<char> text) => MemoryMarshal.Cast<char, ushort>(text);

    // A 64-bit vector is not a register on x64, but memory, and loading it right after it was stored in two parts is slow.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LoadHalf<T>(ReadOnlySpan<T> source, int index)
    {
        Debug.Assert(index >= 0 && index <= source.Length - (Vector128<T>.Count / 2));
        return Unsafe.ReadUnaligned<ulong>(
            ref Unsafe.As<T, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(source), index))
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalf<T>(ulong half, Span<T> destination, int index)
    {
        Debug.Assert(index >= 0 && index <= destination.Length - (Vector128<T>.Count / 2));
        Unsafe.WriteUnaligned(
            ref Unsafe.As<T, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), index)),
            half
        );
    }
}
