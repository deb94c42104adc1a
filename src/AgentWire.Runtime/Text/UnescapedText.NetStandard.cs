namespace AgentWire.Runtime.Text;

internal static partial class UnescapedText
{
    /// <summary>Returns the index of the first quote, backslash or control character from a start index, or the length if there is none.</summary>
    public static int IndexOfEnd(ReadOnlySpan<byte> json, int start) => IndexOfEndByteByByte(json, start);

    /// <summary>
    /// Copies the ASCII text that the characters begin with, as far as it needs no escape and there is room; how many
    /// characters that is.
    /// </summary>
    public static int Copy(ReadOnlySpan<char> text, Span<byte> destination) => CopyOneByOne(text, destination);
}
