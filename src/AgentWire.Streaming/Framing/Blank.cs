using System.Buffers;

namespace AgentWire.Streaming.Framing;

internal static class Blank
{
    /// <summary>Returns whether the bytes contain only JSON white space.</summary>
    public static bool Is(in ReadOnlySequence<byte> bytes)
    {
        foreach (ReadOnlyMemory<byte> piece in bytes)
        {
            if (!Is(piece.Span))
            {
                return false;
            }
        }

        return true;
    }

#if NET
    private static bool Is(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept(" \t\r\n"u8);
#else
    private static bool Is(ReadOnlySpan<byte> bytes)
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
#endif
}
