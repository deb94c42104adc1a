namespace AgentWire.Runtime.Text;

/// <summary>There are no vectors here: nothing is copied, and the caller goes on one character at a time.</summary>
internal static class ShortEscapeEncoder
{
    public static int Copy(ReadOnlySpan<char> text, Span<byte> destination, out int written)
    {
        written = 0;
        return 0;
    }
}
