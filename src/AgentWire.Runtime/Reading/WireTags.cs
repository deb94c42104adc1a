using System.ComponentModel;
using System.Text;
using AgentWire.Runtime.Text;

namespace AgentWire.CompilerServices;

/// <summary>The tags of a union, and the member that contains the tag (null if the tag is the name of a member).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WireTags
{
    private const int SharedTags = 8;
    private const int LongestShared = 64;

    private readonly WireNames? _member;

    // The most recent unknown tags. The length and the last byte of a tag determine its slot.
    private readonly string?[] _unknown = new string?[SharedTags];

    /// <summary>Creates the tags of a union that is tagged by the value of a member.</summary>
    public WireTags(string tagMember, params string[] tags)
        : this(new WireNames(tagMember), new WireNames(tags)) { }

    private WireTags(WireNames? member, WireNames names)
    {
        _member = member;
        Names = names;
        LaterMember = member is null ? [] : Encoding.UTF8.GetBytes($",\"{member[0]}\":\"");
    }

    /// <summary>Gets the known tags, in the order of the schema.</summary>
    public WireNames Names { get; }

    /// <summary>Gets the name of the member that contains the tag, or null for an external union.</summary>
    internal string? Member => _member?[0];

    /// <summary>Gets the same name as a set of one name, which is empty for an external union.</summary>
    internal WireNames MemberName => _member ?? WireNames.None;

    /// <summary>Gets the text before the value of a tag that is not the first member: <c>,"tag":"</c>.</summary>
    internal byte[] LaterMember { get; }

    /// <summary>Creates the tags of an external union, whose variants are members with the names of the tags.</summary>
    public static WireTags External(params string[] tags) => new(null, new WireNames(tags));

    /// <summary>Returns the length of <c>"tag":</c> in bytes if the JSON begins with exactly this text; otherwise 0.</summary>
    internal int MatchTagMember(ReadOnlySpan<byte> json) => MemberName.MatchMember(0, json);

    /// <summary>Returns the string of an unknown tag in unescaped UTF-8. A tag that occurs repeatedly shares one string.</summary>
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

    /// <summary>
    /// Returns the index of the known tag if the message begins with it in the form that servers write,
    /// <c>{"tag":"value"</c>; otherwise -1.
    /// </summary>
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

    /// <summary>Returns whether the text equals the bytes. False if the text is not ASCII.</summary>
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
