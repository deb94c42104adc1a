using System.Buffers;

namespace AgentWire.Runtime.Text;

/// <summary>Decodes the strings of checked JSON text.</summary>
internal static class StringDecoder
{
    /// <summary>Returns the string of a token.</summary>
    /// <param name="text">The text between the quotes: well-formed UTF-8, including escapes.</param>
    /// <param name="escapeBytes">The number of bytes that the escapes have in excess of the characters they represent.</param>
    /// <param name="isAscii">Whether the text is known to be ASCII. It is not used here.</param>
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
