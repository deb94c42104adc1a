namespace AgentWire.Runtime.Text;

/// <summary>
/// Handles text that needs no escape in JSON: text without quotes, backslashes and control characters.
/// </summary>
internal static partial class UnescapedText
{
    /// <summary>Returns whether a character is ASCII and needs no escape in JSON.</summary>
    public static bool IsPlainAscii(char c) => c is >= ' ' and <= '\x7F' and not ('"' or '\\');

    private static int IndexOfEndByteByByte(ReadOnlySpan<byte> json, int start)
    {
        for (int i = start; i < json.Length; i++)
        {
            if (json[i] is < 0x20 or (byte)'"' or (byte)'\\')
            {
                return i;
            }
        }

        return json.Length;
    }

    private static int CopyOneByOne(ReadOnlySpan<char> text, Span<byte> destination)
    {
        int length = Math.Min(text.Length, destination.Length);
        for (int i = 0; i < length; i++)
        {
            if (!IsPlainAscii(text[i]))
            {
                return i;
            }

            destination[i] = (byte)text[i];
        }

        return length;
    }
}
