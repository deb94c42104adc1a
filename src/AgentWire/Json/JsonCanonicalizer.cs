using System.Buffers;

namespace AgentWire.Json;

/// <summary>
/// Writes compact, checked JSON as the reference servers print an opaque value: members sorted by the UTF-8 bytes of their
/// names, the last of those with one name, numbers re-printed.
/// </summary>
internal static class JsonCanonicalizer
{
    public static void WriteSorted(ref WireWriter writer, ReadOnlySpan<byte> json)
    {
        int position = 0;
        WriteValue(ref writer, json, ref position);
    }

    private static void WriteValue(ref WireWriter writer, ReadOnlySpan<byte> json, ref int position)
    {
        switch (json[position])
        {
            case (byte)'{':
                WriteObject(ref writer, json, ref position);
                break;
            case (byte)'[':
                WriteArray(ref writer, json, ref position);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                int length = JsonNumber.Scan(json.Slice(position), out _);
                Span<byte> number = stackalloc byte[JsonNumber.MaxDoubleBytes];
                writer.WriteLiteral(number.Slice(0, JsonNumber.FormatCanonical(json.Slice(position, length), number)));
                position += length;
                break;
            case (byte)'"':
                int end = EndOfString(json, position);
                writer.WriteLiteral(json.Slice(position, end - position));
                position = end;
                break;
            default:
                int letters = json[position] == 'f' ? 5 : 4;
                writer.WriteLiteral(json.Slice(position, letters));
                position += letters;
                break;
        }
    }

    private static void WriteArray(ref WireWriter writer, ReadOnlySpan<byte> json, ref int position)
    {
        writer.WriteLiteral("["u8);
        position++;
        while (json[position] != ']')
        {
            if (json[position] == ',')
            {
                writer.WriteLiteral(","u8);
                position++;
            }

            WriteValue(ref writer, json, ref position);
        }

        writer.WriteLiteral("]"u8);
        position++;
    }

    /// <summary>Writes the members as they come, and puts them into order only where they are not.</summary>
    private static void WriteObject(ref WireWriter writer, ReadOnlySpan<byte> json, ref int position)
    {
        writer.WriteLiteral("{"u8);
        position++;
        int start = writer.Written.Length;
        Member[] members = ArrayPool<Member>.Shared.Rent(16);
        int count = 0;
        bool inOrder = true;
        while (json[position] != '}')
        {
            if (json[position] == ',')
            {
                writer.WriteLiteral(","u8);
                position++;
            }

            int memberStart = writer.Written.Length;
            int nameEnd = EndOfString(json, position);
            Member member = new(position + 1, nameEnd - 1, memberStart);
            writer.WriteLiteral(json.Slice(position, nameEnd + 1 - position));
            position = nameEnd + 1;
            WriteValue(ref writer, json, ref position);
            if (count == members.Length)
            {
                Member[] larger = ArrayPool<Member>.Shared.Rent(count * 2);
                members.AsSpan(0, count).CopyTo(larger);
                ArrayPool<Member>.Shared.Return(members);
                members = larger;
            }

            members[count] = member.EndingAt(writer.Written.Length);
            inOrder = inOrder && (count == 0 || CompareNames(members[count - 1].Name(json), member.Name(json)) < 0);
            count++;
        }

        if (!inOrder)
        {
            Reorder(ref writer, json, start, members.AsSpan(0, count));
        }

        ArrayPool<Member>.Shared.Return(members);
        writer.WriteLiteral("}"u8);
        position++;
    }

    private static void Reorder(ref WireWriter writer, ReadOnlySpan<byte> json, int start, Span<Member> members)
    {
        byte[] unordered = ArrayPool<byte>.Shared.Rent(writer.Written.Length - start);
        writer.Written.Slice(start).CopyTo(unordered);
        writer.Rewind(start);
        MergeSort(json, members);
        for (int i = 0; i < members.Length; i++)
        {
            bool isLastOfItsName =
                i == members.Length - 1 || CompareNames(members[i].Name(json), members[i + 1].Name(json)) != 0;
            if (isLastOfItsName)
            {
                writer.WriteSeparator();
                writer.WriteLiteral(members[i].Written(unordered, start));
            }
        }

        ArrayPool<byte>.Shared.Return(unordered);
    }

    /// <summary>Sorts by name, and members of one name by place.</summary>
    private static void MergeSort(ReadOnlySpan<byte> json, Span<Member> members)
    {
        if (members.Length < 2)
        {
            return;
        }

        Span<Member> left = members.Slice(0, members.Length / 2);
        Span<Member> right = members.Slice(left.Length);
        MergeSort(json, left);
        MergeSort(json, right);
        Member[] merged = ArrayPool<Member>.Shared.Rent(members.Length);
        int l = 0;
        int r = 0;
        for (int i = 0; i < members.Length; i++)
        {
            bool fromLeft =
                r == right.Length || (l < left.Length && CompareNames(left[l].Name(json), right[r].Name(json)) <= 0);
            merged[i] = fromLeft ? left[l++] : right[r++];
        }

        merged.AsSpan(0, members.Length).CopyTo(members);
        ArrayPool<Member>.Shared.Return(merged);
    }

    /// <summary>Compares names as UTF-8, their escapes resolved.</summary>
    private static int CompareNames(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.IndexOf((byte)'\\') < 0 && right.IndexOf((byte)'\\') < 0)
        {
            return left.SequenceCompareTo(right);
        }

        byte[] plainLeft = ArrayPool<byte>.Shared.Rent(left.Length);
        byte[] plainRight = ArrayPool<byte>.Shared.Rent(right.Length);
        int order = plainLeft
            .AsSpan(0, JsonEscape.Unescape(left, plainLeft))
            .SequenceCompareTo(plainRight.AsSpan(0, JsonEscape.Unescape(right, plainRight)));
        ArrayPool<byte>.Shared.Return(plainLeft);
        ArrayPool<byte>.Shared.Return(plainRight);
        return order;
    }

    private static int EndOfString(ReadOnlySpan<byte> json, int start)
    {
        int i = start + 1;
        while (true)
        {
            i += json.Slice(i).IndexOfAny((byte)'"', (byte)'\\');
            if (json[i] == '"')
            {
                return i + 1;
            }

            i += 2;
        }
    }

    /// <summary>Where a member's name stands in the input, and the member in the output.</summary>
    private readonly struct Member(int nameStart, int nameEnd, int start, int end = 0)
    {
        public Member EndingAt(int writtenEnd) => new(nameStart, nameEnd, start, writtenEnd);

        public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> json) => json.Slice(nameStart, nameEnd - nameStart);

        public ReadOnlySpan<byte> Written(ReadOnlySpan<byte> output, int outputStart) =>
            output.Slice(start - outputStart, end - start);
    }
}
