using System.Runtime.InteropServices;

namespace AgentWire.Comparison;

/// <summary>Memory that begins at a cache line and does not move.</summary>
internal static class AlignedMemory
{
    private const int CacheLine = 64;

    public static Memory<byte> Allocate(int length)
    {
        byte[] array = GC.AllocateArray<byte>(length + CacheLine, pinned: true);
        int offset = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % CacheLine);
        return array.AsMemory((CacheLine - offset) % CacheLine, length);
    }
}
