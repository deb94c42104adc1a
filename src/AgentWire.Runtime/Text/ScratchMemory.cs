namespace AgentWire.Runtime.Text;

/// <summary>A little memory that each thread keeps, for messages that are copied at once to where they belong.</summary>
internal static class ScratchMemory
{
    private const int Bytes = 4096;

    [ThreadStatic]
    private static byte[]? _spare;

    /// <summary>The thread's memory, or new one where it is in use.</summary>
    public static byte[] Take()
    {
        byte[] memory = _spare ?? new byte[Bytes];
        _spare = null;
        return memory;
    }

    public static void Return(byte[] memory) => _spare = memory;
}
