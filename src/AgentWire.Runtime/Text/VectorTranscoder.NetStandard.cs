namespace AgentWire.Runtime.Text;

/// <summary>There are no vectors here: nothing is encoded, and the caller goes on one character at a time.</summary>
internal static class VectorTranscoder
{
    /// <summary>The room for the one character that the caller encodes.</summary>
    public const int LeastRoom = 4;

    public static int Encode(ReadOnlySpan<char> text, Span<byte> destination, out int written)
    {
        written = 0;
        return 0;
    }
}
