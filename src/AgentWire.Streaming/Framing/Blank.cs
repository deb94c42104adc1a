namespace AgentWire.Streaming.Framing;

internal static class Blank
{
    /// <summary>Whether there is nothing but the white space of JSON.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes)
    {
        foreach (byte character in bytes)
        {
            if (character is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return true;
    }
}
