using System.Globalization;
using System.Text;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.Runtime.Values;

/// <summary>Creates the messages of errors.</summary>
internal static class WireErrorText
{
    private const int ExcerptBytes = 32;
    private const int MaxExcerptLength = 64;

    public static string Describe(WireErrorCode code, ReadOnlySpan<byte> json, int offset, string expected) =>
        code switch
        {
            WireErrorCode.MissingMember => $"expected {expected}, found none",
            WireErrorCode.TooLarge => $"expected {expected}, found more",
            _ => $"expected {expected}, found {Found(json, offset)}",
        };

    public static string TooDeep(int maxDepth) => $"expected at most {maxDepth} nested arrays and objects, found more";

    /// <summary>Returns what is expected of an object that keeps its unknown members.</summary>
    public static string MostMembers(int maxMembers) => $"at most {maxMembers} unknown members";

    /// <summary>Describes the input at an offset, with at most a short excerpt.</summary>
    private static string Found(ReadOnlySpan<byte> json, int offset)
    {
        if (offset >= json.Length)
        {
            return "the end of the input";
        }

        ReadOnlySpan<byte> rest = json.Slice(offset);
        return rest[0] switch
        {
            (byte)'{' => "an object",
            (byte)'[' => "an array",
            (byte)'"' => $"the string {Excerpt(rest, rest.Slice(1).IndexOf((byte)'"') + 2)}",
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => $"the number {Excerpt(rest, JsonNumber.Scan(rest, out _))}",
            (byte)'t' or (byte)'f' or (byte)'n' => Excerpt(rest, LetterCount(rest)),
            >= 0x80 => $"the byte 0x{rest[0].ToString("x2", CultureInfo.InvariantCulture)}",
            _ => Excerpt(rest, 1),
        };
    }

    private static int LetterCount(ReadOnlySpan<byte> text)
    {
        int count = 0;
        while (count < text.Length && text[count] is >= (byte)'a' and <= (byte)'z')
        {
            count++;
        }

        return count;
    }

    /// <summary>Returns the first bytes on one line, with an ellipsis if there are more.</summary>
    private static string Excerpt(ReadOnlySpan<byte> text, int length)
    {
        int whole = length > 0 ? Math.Min(length, text.Length) : text.Length;
        bool cut = whole > ExcerptBytes;
        int shown = cut ? ExcerptBytes : whole;
        while (cut && shown > 0 && (text[shown] & 0xC0) == 0x80)
        {
            shown--;
        }

        string excerpt = SafeText.OneLine(Encoding.UTF8.GetString(text.Slice(0, shown).ToArray()), MaxExcerptLength);
        return cut && !excerpt.EndsWith("…", StringComparison.Ordinal) ? excerpt + "…" : excerpt;
    }
}
