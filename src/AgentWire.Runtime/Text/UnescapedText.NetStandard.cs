namespace AgentWire.Runtime.Text;

internal static partial class UnescapedText
{
    /// <summary>Returns the index of the first quote, backslash or control character from a start index, or the length if there is none.</summary>
    public static int IndexOfEnd(ReadOnlySpan<byte> json, int start) => IndexOfEndByteByByte(json, start);

    /// <summary>
    /// Copies the ASCII text at the start of the characters, up to the first character that needs an escape, as long as there is
    /// room. Returns the number of characters.
    /// </summary>
    public static int Copy(ReadOnlySpan<char> text, Span<byte> destination) => CopyOneByOne(text, destination);
}
