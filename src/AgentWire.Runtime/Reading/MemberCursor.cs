using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>The state of a <see cref="WireReader"/> within one object: the members that were read, and the one that is expected next.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct MemberCursor
{
    private const int BitsOfWord = 64;

    internal WireNames Names;
    internal WireTags? Tags;
    internal MemberTable<RawJson>? Preserved;

    /// <summary>One bit for each of the first 64 known members, which is set if the member was read.</summary>
    internal ulong Seen;

    // The same for the members after them, if there are any.
    private ulong[]? _seenLater;

    /// <summary>The index of the member that is next in canonical input.</summary>
    internal int Expected;

    /// <summary>The offset of the object's opening brace.</summary>
    internal int Start;

    /// <summary>The offset of the opening quote of the current member's name.</summary>
    internal int NameStart;

    /// <summary>The offset of the opening quote of the tag's name if other members come before it; otherwise 0.</summary>
    internal int TagNameStart;

    /// <summary>The offset of the tag's value.</summary>
    internal int TagStart;

    /// <summary>The offset after the tag's value once it is known to be a string; 0 before.</summary>
    internal int TagEnd;

    /// <summary>Whether the union was a string that contains only its tag.</summary>
    internal bool IsBare;

    internal bool TagSeen;

    /// <summary>Whether the caller handles unknown members.</summary>
    internal bool TakesUnknown;

    internal bool PastFirst;

    /// <summary>Whether unknown members are kept, whatever the options are.</summary>
    internal bool KeepsUnknown;

    internal MemberCursor(WireNames names, int start)
    {
        Names = names;
        Start = start;
        Tag = -1;
    }

    /// <summary>Gets the index of the current member in the names, or -1 if it is unknown.</summary>
    public int Index { get; internal set; }

    /// <summary>Gets the index of the variant in the tags, or -1 if it is unknown.</summary>
    public int Tag { get; internal set; }

    /// <summary>Gets the unknown members that were kept.</summary>
    public readonly RawMembers Extra => Preserved is null ? default : new RawMembers(Preserved);

    /// <summary>Lets the caller read the members of any other name, which have the index -1.</summary>
    public void TakeOthers() => TakesUnknown = true;

    /// <summary>Keeps unknown members, whatever the options are.</summary>
    public void KeepUnknown() => KeepsUnknown = true;

    /// <summary>Sets the members to look for, after the variant is known.</summary>
    public void Use(WireNames names) => Names = names;

    /// <summary>
    /// Marks a member as read if any of its places has the fact, and otherwise as not read. A null in its own place does not
    /// count.
    /// </summary>
    public void Found(int index, bool isPresent)
    {
        ref ulong seen = ref SeenAt(index);
        seen = isPresent ? seen | (1UL << index) : seen & ~(1UL << index);
    }

    /// <summary>Marks a member as read. Returns false if it was read before.</summary>
    internal bool See(int index)
    {
        ref ulong seen = ref SeenAt(index);
        ulong bit = 1UL << index;
        if ((seen & bit) != 0)
        {
            return false;
        }

        seen |= bit;
        return true;
    }

    /// <summary>Returns the index of the first required member that was not read, or -1.</summary>
    internal int FirstMissing(ReadOnlySpan<ulong> required)
    {
        for (int word = 0; word < required.Length; word++)
        {
            ulong missing = required[word] & ~SeenAt(word * BitsOfWord);
            if (missing != 0)
            {
                return (word * BitsOfWord) + WireReader.TrailingZeroCount(missing);
            }
        }

        return -1;
    }

    [UnscopedRef]
    private ref ulong SeenAt(int index)
    {
        if (index < BitsOfWord)
        {
            return ref Seen;
        }

        _seenLater ??= new ulong[Names.Count / BitsOfWord];
        return ref _seenLater[(index / BitsOfWord) - 1];
    }
}
