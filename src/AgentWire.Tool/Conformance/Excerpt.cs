using System.Buffers;
using System.Globalization;
using System.Text;

namespace AgentWire.Tool.Conformance;

/// <summary>An excerpt of a message for people: one line, with bytes that are not text as <c>\xHH</c>, cut if it is long.</summary>
internal static class Excerpt
{
    private const string Cut = "…";
    private const int Before = 60;
    private const int Length = 160;

    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Returns the beginning of the bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Around(bytes, 0).Text;

    /// <summary>Returns the text around a byte, and the column at which the byte is shown.</summary>
    public static (string Text, int Column) Around(ReadOnlySpan<byte> bytes, int at)
    {
        int start = bytes.Length <= Length ? 0 : Math.Max(0, Math.Min(at, bytes.Length) - Before);
        for (int longest = 3; longest > 0 && start > 0 && IsInsideCharacter(bytes, start); longest--)
        {
            start--;
        }

        var text = new StringBuilder(start > 0 ? Cut : "");
        int column = -1;
        int i = start;
        while (i < bytes.Length && i < start + Length)
        {
            bool isText = Rune.DecodeFromUtf8(bytes[i..], out Rune rune, out int length) == OperationStatus.Done;
            if (column < 0 && at < i + length)
            {
                column = text.Length;
            }

            if (isText)
            {
                text.Append(Printable.Escape(rune.ToString()));
                i += length;
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{bytes[i++]:x2}");
            }
        }

        string shown = i < bytes.Length ? text + Cut : text.ToString();
        return (shown.Length == 0 ? "(nothing)" : shown, column < 0 ? text.Length : column);
    }

    private static bool IsInsideCharacter(ReadOnlySpan<byte> bytes, int at) =>
        at < bytes.Length && (bytes[at] & 0xC0) == 0x80;
}
