namespace AgentWire.Runtime.Text;

/// <summary>Copies nothing, because there is no SIMD here. The caller continues one character at a time.</summary>
internal static class ShortEscapeEncoder
{
    public static int Copy(ReadOnlySpan<char> text, Span<byte> destination, out int written)
    {
        written = 0;
        return 0;
    }
}
