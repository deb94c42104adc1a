namespace AgentWire.Runtime.Text;

/// <summary>Encodes nothing, because there is no SIMD here. The caller continues one character at a time.</summary>
internal static class SimdTranscoder
{
    /// <summary>The room for the one character that the caller encodes.</summary>
    public const int LeastRoom = 4;

    public static int Encode(ReadOnlySpan<char> text, Span<byte> destination, out int written)
    {
        written = 0;
        return 0;
    }
}
