using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgentWire.Runtime.Text;

internal static partial class MemberSearch
{
    private const int BlockBytes = 32;

    /// <summary>Returns the offset of a member, or -1 if it is not found.</summary>
    /// <param name="members">JSON from the first member of the object to any place after the object.</param>
    /// <param name="text">The comma before the member, its name, and the beginning of its value.</param>
    public static int IndexOf(ReadOnlySpan<byte> members, ReadOnlySpan<byte> text) =>
        Vector256.IsHardwareAccelerated ? IndexOfInBlocks(members, text) : IndexOfBeforeBraces(members, text);

    /// <summary>
    /// Looks at the commas, braces and brackets that are not in strings. A block has a bit for each of its bytes, which says whether the
    /// byte is one of them, or whether it is in a string.
    /// </summary>
    private static int IndexOfInBlocks(ReadOnlySpan<byte> members, ReadOnlySpan<byte> text)
    {
        uint inString = 0;
        uint isEscaped = 0;
        int depth = 0;
        for (int start = 0; start < members.Length; start += BlockBytes)
        {
            ReadOnlySpan<byte> rest = members.Slice(start);
            Vector256<byte> block = rest.Length >= BlockBytes ? Vector256.Create(rest) : Padded(rest);
            uint quotes = BitsOf(block, (byte)'"');
            uint backslashes = BitsOf(block, (byte)'\\');
            if ((backslashes | isEscaped) != 0)
            {
                quotes &= ~Escaped(backslashes, ref isEscaped);
            }

            if (quotes == 0 && inString != 0)
            {
                continue;
            }

            inString ^= ToggledBy(quotes);
            // A bracket differs from the brace of the same side in one bit.
            Vector256<byte> braces = block | Vector256.Create((byte)('{' ^ '['));
            Vector256<byte> found =
                Vector256.Equals(block, Vector256.Create((byte)','))
                | Vector256.Equals(braces, Vector256.Create((byte)'{'))
                | Vector256.Equals(braces, Vector256.Create((byte)'}'));
            uint structure = found.ExtractMostSignificantBits() & ~inString;
            for (; structure != 0; structure &= structure - 1)
            {
                int at = start + BitOperations.TrailingZeroCount(structure);
                switch (members[at])
                {
                    case (byte)',':
                        if (depth == 0 && members.Slice(at).StartsWith(text))
                        {
                            return at;
                        }

                        break;
                    case (byte)'{' or (byte)'[':
                        depth++;
                        break;
                    default:
                        if (--depth < 0)
                        {
                            return -1;
                        }

                        break;
                }
            }

            // The next block begins as this one ends.
            inString = (uint)((int)inString >> (BlockBytes - 1));
        }

        return -1;
    }

    /// <summary>Returns the bits of the characters that a backslash escapes.</summary>
    /// <param name="backslashes">The bits of the backslashes.</param>
    /// <param name="isFirst">Whether the first character of the block is escaped, as a bit; then, that of the next block.</param>
    private static uint Escaped(uint backslashes, ref uint isFirst)
    {
        ulong escaped = isFirst;
        ulong open = backslashes & ~isFirst;
        while (open != 0)
        {
            ulong backslash = open & (~open + 1);
            escaped |= backslash << 1;
            open &= ~(backslash | (backslash << 1));
        }

        isFirst = (uint)(escaped >> BlockBytes);
        return (uint)escaped;
    }

    /// <summary>Returns bits that are set from each odd quote to the next one.</summary>
    private static uint ToggledBy(uint quotes)
    {
        quotes ^= quotes << 1;
        quotes ^= quotes << 2;
        quotes ^= quotes << 4;
        quotes ^= quotes << 8;
        return quotes ^ (quotes << 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint BitsOf(Vector256<byte> block, byte value) =>
        Vector256.Equals(block, Vector256.Create(value)).ExtractMostSignificantBits();

    private static Vector256<byte> Padded(ReadOnlySpan<byte> json)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        block.Clear();
        json.CopyTo(block);
        return Vector256.Create<byte>(block);
    }
}
