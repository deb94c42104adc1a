namespace AgentWire.Runtime.Text;

/// <summary>
/// Finds the JSON Pointer of the value at an offset. The reader does not keep a path, so that valid messages have no cost.
/// An error contains only its offset, and the path is found from there. This takes one pass up to the offset, and allocates
/// only the result.
/// </summary>
internal static class JsonLocator
{
    private const int LevelsOnStack = 32;

    /// <summary>Returns the JSON Pointer of the innermost value at an offset. The text before the offset must be JSON.</summary>
    /// <param name="json">The message.</param>
    /// <param name="offset">The offset of a token, or of a byte within a token.</param>
    /// <param name="ofMember">Whether the offset is that of a member's name, and the pointer is that of the member.</param>
    /// <param name="missing">The name of a member that the value lacks, which the pointer ends with, or null.</param>
    public static string At(ReadOnlySpan<byte> json, int offset, bool ofMember = false, string? missing = null)
    {
        PathLevels levels = new(stackalloc PathLevel[LevelsOnStack]);
        try
        {
            Walk(ref levels, json, offset, ofMember);
            return Format(levels.Items, json, missing);
        }
        finally
        {
            levels.Dispose();
        }
    }

    /// <summary>Opens and closes levels up to the offset.</summary>
    private static void Walk(ref PathLevels levels, ReadOnlySpan<byte> json, int offset, bool ofMember)
    {
        int i = 0;
        while (i < json.Length && i < offset)
        {
            int end = i + 1;
            switch (json[i])
            {
                case (byte)'{' or (byte)'[':
                    levels.Push(new PathLevel(isObject: json[i] == '{'));
                    break;
                case (byte)'}' or (byte)']':
                    levels.Pop();
                    levels.EndValue();
                    break;
                case (byte)',':
                    levels.Top.Next();
                    break;
                case (byte)':':
                    levels.Top.InValue = true;
                    break;
                case (byte)'"':
                    end = EndOfString(json, i);
                    if (offset < end || end > json.Length)
                    {
                        return;
                    }

                    if (levels.WantsName)
                    {
                        levels.Top.SetName(i + 1, end - 1);
                    }
                    else
                    {
                        levels.EndValue();
                    }

                    break;
                case (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r':
                    break;
                default:
                    int length = LengthOfScalar(json.Slice(i));
                    end = i + length;
                    if (length <= 0 || offset < end)
                    {
                        return;
                    }

                    levels.EndValue();
                    break;
            }

            i = end;
        }

        // A closing bracket belongs to its container.
        if (i < json.Length && json[i] is (byte)'}' or (byte)']')
        {
            levels.EndValue();
        }

        if (ofMember && levels.WantsName)
        {
            levels.Top.SetName(i + 1, EndOfString(json, i) - 1);
            levels.Top.InValue = true;
        }
    }

    private static string Format(ReadOnlySpan<PathLevel> levels, ReadOnlySpan<byte> json, string? missing)
    {
        PointerText text = new(stackalloc char[PointerText.BufferLength]);
        int tail = StartOfTail(levels);
        for (int i = 0; i < levels.Length; i++)
        {
            if (text.IsFull && i < tail)
            {
                i = tail;
            }

            PathLevel level = levels[i];
            if (level.InValue && level.IsObject)
            {
                text.AppendName(json.Slice(level.NameStart, level.NameLength));
            }
            else if (level.InValue)
            {
                text.AppendIndex(level.Index);
            }
        }

        if (missing is not null)
        {
            text.AppendName(missing);
        }

        return text.ToString();
    }

    /// <summary>
    /// Returns the last level from which the rest has more text than a pointer can have. If the beginning of the pointer is
    /// complete, the levels before it can be skipped.
    /// </summary>
    private static int StartOfTail(ReadOnlySpan<PathLevel> levels)
    {
        int start = levels.Length;
        for (int length = 0; start > 0 && length <= PointerText.MaxLength; length += levels[start].LeastLength)
        {
            start--;
        }

        return start;
    }

    /// <summary>Returns the length of a number or literal, or zero or less if the input ends in it.</summary>
    private static int LengthOfScalar(ReadOnlySpan<byte> json) =>
        json[0] switch
        {
            (byte)'t' => json.StartsWith("true"u8) ? 4 : 0,
            (byte)'f' => json.StartsWith("false"u8) ? 5 : 0,
            (byte)'n' => json.StartsWith("null"u8) ? 4 : 0,
            _ => JsonNumber.Scan(json, out _),
        };

    /// <summary>Returns the index after the closing quote, or an index beyond the end if there is none.</summary>
    private static int EndOfString(ReadOnlySpan<byte> json, int start)
    {
        int i = start + 1;
        while (i < json.Length)
        {
            int step = json.Slice(i).IndexOfAny((byte)'"', (byte)'\\');
            if (step < 0)
            {
                break;
            }

            i += step;
            if (json[i] == '"')
            {
                return i + 1;
            }

            i += 2;
        }

        return json.Length + 1;
    }
}
