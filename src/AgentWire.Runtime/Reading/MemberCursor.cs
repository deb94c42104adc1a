using System.ComponentModel;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>Where a <see cref="WireReader"/> stands in one object: what was read, and what is expected next.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct MemberCursor
{
    internal WireNames Names;
    internal WireTags? Tags;
    internal RawMembersBuilder? Preserved;

    /// <summary>One bit a known member that was read.</summary>
    internal ulong Seen;

    /// <summary>The index that canonical input has next.</summary>
    internal int Expected;

    /// <summary>The offset of the object's opening brace.</summary>
    internal int Start;

    /// <summary>The offset of the current member's name, its opening quote.</summary>
    internal int NameStart;

    /// <summary>The offset of the tag's value.</summary>
    internal int TagStart;

    /// <summary>The offset behind the tag's value, once that is known to be a string; 0 before.</summary>
    internal int TagEnd;

    /// <summary>Whether the union stood alone as a bare string, its tag.</summary>
    internal bool IsBare;

    internal bool TagSeen;

    /// <summary>Whether unknown members are for the caller.</summary>
    internal bool TakesUnknown;

    internal bool PastFirst;

    internal MemberCursor(WireNames names, int start)
    {
        Names = names;
        Start = start;
        Tag = -1;
    }

    /// <summary>The current member's index in the names; -1 where it is unknown.</summary>
    public int Index { get; internal set; }

    /// <summary>The variant's index in the tags; -1 where it is unknown.</summary>
    public int Tag { get; internal set; }

    /// <summary>The unknown members that were kept; null where there are none.</summary>
    public readonly RawMembers? Extra => Preserved?.Build();

    /// <summary>Sets the members to look for, once the variant is known.</summary>
    public void Use(WireNames names) => Names = names;

    /// <summary>Counts a member as read where any place had its fact, and only there: a null in its own place is none.</summary>
    public void Found(int index, bool isPresent) => Seen = isPresent ? Seen | (1UL << index) : Seen & ~(1UL << index);
}
