using System.Buffers;

namespace AgentWire.Runtime.Text;

/// <summary>Decodes the strings of checked JSON text.</summary>
internal static class StringDecoder
{
    /// <summary>The string that a token's text stands for.</summary>
    /// <param name="text">What is between the quotes: well-formed UTF-8, escapes included.</param>
    /// <param name="escapeBytes">How many bytes more than characters its escapes have.</param>
    /// <param name="isAscii">Whether it is known to be ASCII, which nothing depends on here.</param>
    public static string Decode(ReadOnlySpan<byte> text, int escapeBytes, bool isAscii)
    {
        if (escapeBytes == 0)
        {
            return Utf8Text.GetString(text);
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(text.Length);
        string decoded = Utf8Text.GetString(rented.AsSpan(0, JsonEscape.Unescape(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return decoded;
    }
}
