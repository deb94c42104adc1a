namespace AgentWire.Runtime.Text;

/// <summary>A small buffer that each thread keeps, for messages that are copied to their destination immediately.</summary>
internal static class ScratchMemory
{
    private const int Bytes = 4096;

    [ThreadStatic]
    private static byte[]? _spare;

    /// <summary>Returns the buffer of the thread, or a new one if it is in use.</summary>
    public static byte[] Take()
    {
        byte[] memory = _spare ?? new byte[Bytes];
        _spare = null;
        return memory;
    }

    public static void Return(byte[] memory) => _spare = memory;
}
