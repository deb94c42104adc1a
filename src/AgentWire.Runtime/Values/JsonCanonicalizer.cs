using System.Buffers;
using System.Runtime.InteropServices;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.Runtime.Values;

/// <summary>
/// Writes compact, checked JSON in the form that the reference servers use for opaque values: with ordered members, the last
/// value of duplicate members, and numbers in canonical form or with their text.
/// </summary>
internal static class JsonCanonicalizer
{
    public static void Write(ref JsonOutput output, ReadOnlySpan<byte> json, MemberOrder order)
    {
        int position = 0;
        if (IsCanonical(json, ref position, KeepsNumbers(order)))
        {
            output.Write(json);
            return;
        }

        position = 0;
        WriteValue(ref output, json, ref position, order);
    }

    /// <summary>
    /// Returns whether a value is already in canonical form: each number is canonical, and the names of each object are
    /// ascending, which is valid for both orders.
    /// </summary>
    private static bool IsCanonical(ReadOnlySpan<byte> json, ref int position, bool keepsNumbers)
    {
        switch (json[position])
        {
            case (byte)'{':
                return IsCanonicalObject(json, ref position, keepsNumbers);
            case (byte)'[':
                position++;
                while (json[position] != ']')
                {
                    position += json[position] == ',' ? 1 : 0;
                    if (!IsCanonical(json, ref position, keepsNumbers))
                    {
                        return false;
                    }
                }

                position++;
                return true;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                int length = JsonNumber.Scan(json.Slice(position), out bool isInteger);
                ReadOnlySpan<byte> number = json.Slice(position, length);
                position += length;
                return keepsNumbers || JsonNumber.IsCanonical(number, isInteger);
            case (byte)'"':
                position = EndOfString(json, position);
                return true;
            default:
                position += json[position] == 'f' ? 5 : 4;
                return true;
        }
    }

    private static bool KeepsNumbers(MemberOrder order) =>
        order is MemberOrder.SortedNumberText or MemberOrder.InsertionNumberText;

    private static bool IsCanonicalObject(ReadOnlySpan<byte> json, ref int position, bool keepsNumbers)
    {
        position++;
        ReadOnlySpan<byte> previous = default;
        bool isFirst = true;
        while (json[position] != '}')
        {
            position += json[position] == ',' ? 1 : 0;
            int end = EndOfString(json, position);
            ReadOnlySpan<byte> name = json.Slice(position + 1, end - position - 2);
            position = end + 1;
            if (!(isFirst || CompareNames(previous, name) < 0) || !IsCanonical(json, ref position, keepsNumbers))
            {
                return false;
            }

            previous = name;
            isFirst = false;
        }

        position++;
        return true;
    }

    private static void WriteValue(ref JsonOutput output, ReadOnlySpan<byte> json, ref int position, MemberOrder order)
    {
        switch (json[position])
        {
            case (byte)'{':
                WriteObject(ref output, json, ref position, order);
                break;
            case (byte)'[':
                WriteArray(ref output, json, ref position, order);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                int length = JsonNumber.Scan(json.Slice(position), out _);
                WriteNumber(ref output, json.Slice(position, length), order);
                position += length;
                break;
            case (byte)'"':
                int end = EndOfString(json, position);
                output.Write(json.Slice(position, end - position));
                position = end;
                break;
            default:
                int letters = json[position] == 'f' ? 5 : 4;
                output.Write(json.Slice(position, letters));
                position += letters;
                break;
        }
    }

    private static void WriteNumber(ref JsonOutput output, ReadOnlySpan<byte> number, MemberOrder order)
    {
        if (KeepsNumbers(order))
        {
            output.Write(number);
            return;
        }

        Span<byte> canonical = stackalloc byte[JsonNumber.MaxDoubleBytes];
        output.Write(canonical.Slice(0, JsonNumber.FormatCanonical(number, canonical)));
    }

    private static void WriteArray(ref JsonOutput output, ReadOnlySpan<byte> json, ref int position, MemberOrder order)
    {
        output.Write("["u8);
        position++;
        while (json[position] != ']')
        {
            if (json[position] == ',')
            {
                output.Write(","u8);
                position++;
            }

            WriteValue(ref output, json, ref position, order);
        }

        output.Write("]"u8);
        position++;
    }

    /// <summary>Writes the members in the order of the input, and sorts them only if necessary.</summary>
    private static void WriteObject(ref JsonOutput output, ReadOnlySpan<byte> json, ref int position, MemberOrder order)
    {
        output.Write("{"u8);
        position++;
        int start = output.Written.Length;
        Member[] members = ArrayPool<Member>.Shared.Rent(16);
        int count = 0;
        bool inOrder = true;
        while (json[position] != '}')
        {
            if (json[position] == ',')
            {
                output.Write(","u8);
                position++;
            }

            int memberStart = output.Written.Length;
            int nameEnd = EndOfString(json, position);
            Member member = new(position + 1, nameEnd - 1, memberStart, end: 0, place: count);
            output.Write(json.Slice(position, nameEnd + 1 - position));
            position = nameEnd + 1;
            WriteValue(ref output, json, ref position, order);
            if (count == members.Length)
            {
                Member[] larger = ArrayPool<Member>.Shared.Rent(count * 2);
                members.AsSpan(0, count).CopyTo(larger);
                ArrayPool<Member>.Shared.Return(members);
                members = larger;
            }

            members[count] = member.EndingAt(output.Written.Length);
            inOrder = inOrder && (count == 0 || CompareNames(members[count - 1].Name(json), member.Name(json)) < 0);
            count++;
        }

        if (!inOrder)
        {
            Reorder(ref output, json, start, members.AsSpan(0, count), order);
        }

        ArrayPool<Member>.Shared.Return(members);
        output.Write("}"u8);
        position++;
    }

    private static void Reorder(
        ref JsonOutput output,
        ReadOnlySpan<byte> json,
        int start,
        Span<Member> members,
        MemberOrder order
    )
    {
        MergeSort(json, members);
        int distinct = KeepLast(json, members);
        if (order is MemberOrder.Insertion or MemberOrder.InsertionNumberText)
        {
            if (distinct == members.Length)
            {
                return;
            }

            SortByPlace(members.Slice(0, distinct));
        }

        byte[] unordered = ArrayPool<byte>.Shared.Rent(output.Written.Length - start);
        output.Written.Slice(start).CopyTo(unordered);
        output.Rewind(start);
        foreach (Member member in members.Slice(0, distinct))
        {
            output.WriteSeparator();
            output.Write(member.Written(unordered, start));
        }

        ArrayPool<byte>.Shared.Return(unordered);
    }

    /// <summary>Keeps the last value of sorted members with the same name, in the place of the first. Returns the number of members that remain.</summary>
    private static int KeepLast(ReadOnlySpan<byte> json, Span<Member> members)
    {
        int kept = 0;
        for (int i = 1; i < members.Length; i++)
        {
            bool isSame = CompareNames(members[kept].Name(json), members[i].Name(json)) == 0;
            members[isSame ? kept : ++kept] = isSame ? members[i].InPlaceOf(members[kept]) : members[i];
        }

        return kept + 1;
    }

    private static void SortByPlace(Span<Member> members)
    {
        int[] places = new int[members.Length];
        Member[] sorted = members.ToArray();
        for (int i = 0; i < sorted.Length; i++)
        {
            places[i] = sorted[i].Place;
        }

        Array.Sort(places, sorted);
        sorted.CopyTo(members);
    }

    /// <summary>Sorts members by name, and members with the same name by place.</summary>
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

    /// <summary>Compares names as UTF-8, with escapes resolved.</summary>
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
            i = UnescapedText.IndexOfEnd(json, i);
            if (json[i] == '"')
            {
                return i + 1;
            }

            i += 2;
        }
    }

    /// <summary>The position of a member's name in the input, of the member in the output, and its place in the order.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Member(int nameStart, int nameEnd, int start, int end, int place)
    {
        public int Place { get; } = place;

        public Member EndingAt(int writtenEnd) => new(nameStart, nameEnd, start, writtenEnd, Place);

        public Member InPlaceOf(Member earlier) => new(nameStart, nameEnd, start, end, earlier.Place);

        public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> json) => json.Slice(nameStart, nameEnd - nameStart);

        public ReadOnlySpan<byte> Written(ReadOnlySpan<byte> output, int outputStart) =>
            output.Slice(start - outputStart, end - start);
    }
}
