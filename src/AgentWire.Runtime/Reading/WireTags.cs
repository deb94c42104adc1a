using System.ComponentModel;
using AgentWire.Runtime.Text;
#if NET8_0_OR_GREATER
using System.Text;
#endif

namespace AgentWire.CompilerServices;

/// <summary>The tags of a union, and the member that holds them (null where the tag is itself a member's name).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WireTags
{
    private const int SharedTags = 8;
    private const int LongestShared = 64;

    private readonly WireNames? _member;

    // Unknown tags that were met last; length and last byte say where one has its place.
    private readonly string?[] _unknown = new string?[SharedTags];

    /// <summary>A union tagged by the value of a member.</summary>
    public WireTags(string tagMember, params string[] tags)
        : this(new WireNames(tagMember), new WireNames(tags)) { }

    private WireTags(WireNames? member, WireNames names)
    {
        _member = member;
        Names = names;
    }

    /// <summary>The known tags, in the schema's order.</summary>
    public WireNames Names { get; }

    /// <summary>The name of the member that holds the tag; null for an external union.</summary>
    internal string? Member => _member?[0];

    /// <summary>The same as a set of one; empty for an external union.</summary>
    internal WireNames MemberName => _member ?? WireNames.None;

    /// <summary>A union whose variants are members named by their tags.</summary>
    public static WireTags External(params string[] tags) => new(null, new WireNames(tags));

    /// <summary>How many bytes <c>"tag":</c> takes where the JSON begins with just that; 0 where it does not.</summary>
    internal int MatchTagMember(ReadOnlySpan<byte> json) => MemberName.MatchMember(0, json);

    /// <summary>An unknown tag, given as plain (unescaped) UTF-8: one that comes again and again is one string.</summary>
    internal string UnknownTag(ReadOnlySpan<byte> tag)
    {
        if (tag.Length is 0 or > LongestShared)
        {
            return Utf8Text.GetString(tag);
        }

        ref string? shared = ref _unknown[(tag.Length ^ tag[tag.Length - 1]) % SharedTags];
        string? text = shared;
        if (text is null || !IsSame(tag, text))
        {
            shared = text = Utf8Text.GetString(tag);
        }

        return text;
    }

    /// <summary>The index of the known tag with which a message begins as servers write it, <c>{"tag":"value"</c>; -1 for any other.</summary>
    internal int PeekFirst(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json[0] != '{')
        {
            return -1;
        }

        int length = MatchTagMember(json.Slice(1));
        if (length == 0 || json.Length <= length + 1 || json[length + 1] != '"')
        {
            return -1;
        }

        ReadOnlySpan<byte> rest = json.Slice(length + 2);
        int end = rest.Slice(0, Math.Min(rest.Length, Names.LongestBytes + 1)).IndexOf((byte)'"');
        return end < 0 ? -1 : Names.IndexOf(rest.Slice(0, end));
    }

    /// <summary>Whether the text is that of the bytes; false where it is not ASCII.</summary>
    private static bool IsSame(ReadOnlySpan<byte> ascii, string text)
    {
#if NET8_0_OR_GREATER
        return Ascii.Equals(ascii, text);
#else
        int i = 0;
        while (i < ascii.Length && i < text.Length && ascii[i] == text[i] && ascii[i] < 0x80)
        {
            i++;
        }

        return i == ascii.Length && i == text.Length;
#endif
    }
}
