using System.Globalization;
using System.Text;

namespace AgentWire.Json;

/// <summary>
/// Finds which value stands at an offset. Reading keeps no path, so that good messages pay nothing for it: an error notes
/// its offset, and the path is found again from there.
/// </summary>
internal static class JsonPointer
{
    private const int MaxSegmentLength = 100;

    /// <summary>The JSON Pointer of the innermost value that is due at an offset; everything before it must be JSON.</summary>
    /// <param name="json">The message.</param>
    /// <param name="offset">The offset of a token, or of a byte within one.</param>
    /// <param name="ofMember">Whether the offset is that of a member's name, and the pointer is to be the member's.</param>
    public static string At(ReadOnlySpan<byte> json, int offset, bool ofMember = false)
    {
        Stack<Level> levels = new();
        int i = 0;
        while (i < json.Length && i < offset)
        {
            switch (json[i])
            {
                case (byte)'{' or (byte)'[':
                    levels.Push(new Level(isObject: json[i] == '{'));
                    i++;
                    break;
                case (byte)'}' or (byte)']':
                    levels.Pop();
                    EndValue(levels);
                    i++;
                    break;
                case (byte)',':
                    levels.Peek().Next();
                    i++;
                    break;
                case (byte)':':
                    levels.Peek().InValue = true;
                    i++;
                    break;
                case (byte)'"':
                    int end = EndOfString(json, i);
                    if (offset < end || end > json.Length)
                    {
                        return Format(levels);
                    }

                    if (levels.Count > 0 && levels.Peek().WantsName)
                    {
                        levels.Peek().Name = Decode(json.Slice(i + 1, end - i - 2));
                    }
                    else
                    {
                        EndValue(levels);
                    }

                    i = end;
                    break;
                case (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r':
                    i++;
                    break;
                default:
                    int length = LengthOfScalar(json.Slice(i));
                    if (length <= 0 || offset < i + length)
                    {
                        return Format(levels);
                    }

                    EndValue(levels);
                    i += length;
                    break;
            }
        }

        // A closing bracket belongs to its container.
        if (i < json.Length && json[i] is (byte)'}' or (byte)']')
        {
            EndValue(levels);
        }

        if (ofMember && levels.Count > 0 && levels.Peek().WantsName)
        {
            levels.Peek().Name = Decode(json.Slice(i + 1, EndOfString(json, i) - i - 2));
            levels.Peek().InValue = true;
        }

        return Format(levels);
    }

    /// <summary>A pointer with one more member name.</summary>
    public static string Append(string pointer, string name)
    {
        string segment = name;
        if (name.Length > MaxSegmentLength)
        {
            int half = char.IsHighSurrogate(name[MaxSegmentLength - 1]) ? 1 : 0;
            segment = name.Substring(0, MaxSegmentLength - half) + "…";
        }

        return $"{pointer}/{segment.Replace("~", "~0").Replace("/", "~1")}";
    }

    private static void EndValue(Stack<Level> levels)
    {
        if (levels.Count > 0)
        {
            levels.Peek().InValue = false;
        }
    }

    private static string Format(Stack<Level> levels)
    {
        string pointer = "";
        foreach (Level level in levels.Reverse())
        {
            if (level.InValue)
            {
                pointer = Append(pointer, level.Name ?? level.Index.ToString(CultureInfo.InvariantCulture));
            }
        }

        return pointer;
    }

    /// <summary>The length of a number or literal; zero or less where it is cut off.</summary>
    private static int LengthOfScalar(ReadOnlySpan<byte> json) =>
        json[0] switch
        {
            (byte)'t' => json.StartsWith("true"u8) ? 4 : 0,
            (byte)'f' => json.StartsWith("false"u8) ? 5 : 0,
            (byte)'n' => json.StartsWith("null"u8) ? 4 : 0,
            _ => JsonNumber.Scan(json, out _),
        };

    /// <summary>The index behind the closing quote; beyond the end where there is none.</summary>
    private static int EndOfString(ReadOnlySpan<byte> json, int start)
    {
        int i = start + 1;
        while (i < json.Length && json[i] != '"')
        {
            i += json[i] == '\\' ? 2 : 1;
        }

        return i < json.Length ? i + 1 : json.Length + 1;
    }

    private static string Decode(ReadOnlySpan<byte> text)
    {
        byte[] buffer = new byte[text.Length];
        return Encoding.UTF8.GetString(buffer, 0, JsonEscape.Unescape(text, buffer));
    }

    private sealed class Level(bool isObject)
    {
        public string? Name { get; set; }

        public int Index { get; private set; }

        /// <summary>Whether the current member's or element's value is reached and not yet left.</summary>
        public bool InValue { get; set; } = !isObject;

        public bool WantsName => isObject && !InValue;

        public void Next()
        {
            Index++;
            Name = null;
            InValue = !isObject;
        }
    }
}
