namespace AgentWire.Json;

/// <summary>The tags of a union, and the member that holds them (null where the tag is itself a member's name).</summary>
internal sealed class WireTags
{
    private readonly WireNames? _member;

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
    public string? Member => _member?[0];

    /// <summary>The same as a set of one; empty for an external union.</summary>
    public WireNames MemberName => _member ?? WireNames.None;

    /// <summary>A union whose variants are members named by their tags.</summary>
    public static WireTags External(params string[] tags) => new(null, new WireNames(tags));

    /// <summary>How many bytes <c>"tag":</c> takes where the JSON begins with just that; 0 where it does not.</summary>
    public int MatchTagMember(ReadOnlySpan<byte> json) => MemberName.MatchMember(0, json);

    /// <summary>The index of the known tag with which a message begins as servers write it, <c>{"tag":"value"</c>; -1 for any other.</summary>
    public int PeekFirst(ReadOnlySpan<byte> json)
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
}
