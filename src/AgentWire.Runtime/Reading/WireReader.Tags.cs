using System.Diagnostics.CodeAnalysis;
using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>Unions that are tagged by the value of a member.</summary>
public ref partial struct WireReader
{
    /// <summary>
    /// Enters an object and finds its tag at any position. If the tag is first, as most servers write it, reading continues after it;
    /// otherwise, it starts again at the first member.
    /// </summary>
    public MemberCursor BeginTagged(WireTags tags)
    {
        MemberCursor cursor = new(WireNames.None, PeekObject()) { Tags = tags };
        int first = _json.Position;
        int length = tags.MatchTagMember(_json.Rest);
        if (length > 0)
        {
            _json.Position += length;
            cursor.TagSeen = true;
            cursor.PastFirst = true;
            ReadTag(ref cursor);
        }
        else if (!GuessTag(ref cursor))
        {
            FindTag(ref cursor);
            if (!Failed)
            {
                _json.Position = first;
                cursor.PastFirst = false;
            }
        }

        return cursor;
    }

    /// <summary>Reads the rest of a variant that has no member besides its tag, and returns its unknown members.</summary>
    public RawMembers EndWithoutMembers(ref MemberCursor cursor)
    {
        SkipMembers(ref cursor);
        return EndWithExtra(ref cursor, required: 0);
    }

    /// <summary>Returns the tag of a message without checking the rest, or null if none is found.</summary>
    internal static string? PeekTag(ReadOnlySpan<byte> utf8, WireTags tags, WireOptions options)
    {
        int first = tags.PeekFirst(utf8);
        return first >= 0 ? tags.Names[first] : FindTag(utf8, tags, options);
    }

    /// <summary>Returns the tag of a message that does not begin with a known tag in the form that servers write.</summary>
    private static string? FindTag(ReadOnlySpan<byte> utf8, WireTags tags, WireOptions options)
    {
        WireReader reader = default;
        reader.OpenChecked(utf8, options);
        if (tags.Member is not null)
        {
            MemberCursor tagged = reader.BeginTagged(tags);
            return reader.TagAt(tagged.TagStart, tagged.Tag, tags);
        }

        // Bodies are skipped, because only the tag is needed.
        ulong units = reader._json.Peek() == '"' ? ulong.MaxValue : 0;
        MemberCursor external = reader.BeginExternal(tags, units);
        return reader.TagAt(external.IsBare ? external.TagStart : external.NameStart, external.Tag, tags);
    }

    /// <summary>Keeps an object whose tag is unknown, or refuses it as the options say.</summary>
    public bool ReadUnknown(ref MemberCursor cursor, [NotNullWhen(true)] out string? tag, out RawJson json)
    {
        tag = null;
        json = default;
        if (Failed || RefuseUnknownTag(cursor.TagStart, cursor.Tags!))
        {
            return false;
        }

        // If the tag is first, the bytes before the next member belong to the message and have been read already.
        JsonScanner.RawCapture capture = _json.BeginCapture(cursor.Start, _json.Depth - 1, isUnderWay: cursor.TagSeen);
        cursor.Use(WireNames.None);
        while (NextMemberOfAny(ref cursor))
        {
            _json.Skip();
        }

        if (!EndObject(ref cursor, 0))
        {
            return false;
        }

        json = _json.EndCapture(capture);
        tag = UnknownTagAt(cursor.TagStart, cursor.Tags!);
        return true;
    }

    /// <summary>Refuses a tag that a closed union does not have.</summary>
    public T? RefuseTag<T>(ref MemberCursor cursor, WireTags tags)
        where T : class
    {
        bool isName = tags.Member is null && !cursor.IsBare;
        FailTag(isName ? cursor.NameStart : cursor.TagStart, tags);
        return null;
    }

    /// <summary>Refuses the next value, which fits none of the shapes that were tried.</summary>
    public void FailShapes(string type)
    {
        _json.Peek();
        _json.Fail(WireErrorCode.InvalidValue, _json.Position, $"one of the shapes of {type}");
    }

    /// <summary>Skips members up to the tag, and reads the tag.</summary>
    private void FindTag(ref MemberCursor cursor)
    {
        while (PeekMember(ref cursor))
        {
            if (!ReadName(ref cursor, out _, out bool isTag))
            {
                return;
            }

            if (isTag)
            {
                ReadTag(ref cursor);
                return;
            }

            _json.Skip();
        }

        string member = cursor.Tags!.Member!;
        _json.Fail(WireErrorCode.MissingMember, _json.Position, $"a tag \"{member}\"", member);
    }

    private void ReadTag(ref MemberCursor cursor)
    {
        if (_json.Peek() != '"')
        {
            _json.FailType(Wanted.Tag);
            return;
        }

        cursor.TagStart = _json.Position;
        if (_json.ScanString(out ReadOnlySpan<byte> tag, out int escapeBytes))
        {
            cursor.Tag = IndexOf(cursor.Tags!.Names, tag, escapeBytes);
            cursor.TagEnd = _json.Position;
        }
    }

    /// <summary>
    /// Assumes that the tag is where it looks like it: at the end of the message, or among the other members. No valid message can
    /// look like this and have another tag. If the message is invalid, it is read again without this assumption, so that its first
    /// defect is found.
    /// </summary>
    private bool GuessTag(ref MemberCursor cursor)
    {
        ReadOnlySpan<byte> json = _json.Text;
        if (!_guessesTags)
        {
            return false;
        }

        WireTags tags = cursor.Tags!;
        int comma = cursor.Start == 0 ? LastMember(json, tags) : -1;
        if (comma < 0)
        {
            int offset = MemberSearch.IndexOf(_json.Rest, tags.LaterMember);
            if (offset < 0)
            {
                return false;
            }

            comma = _json.Position + offset;
        }

        int open = comma + tags.LaterMember.Length - 1;
        int length = json.Slice(open + 1).IndexOf((byte)'"');
        ReadOnlySpan<byte> tag = json.Slice(open + 1, Math.Max(length, 0));
        cursor.Tag = tags.Names.IndexOf(tag);
        if (cursor.Tag < 0 && (length < 0 || tag.IndexOf((byte)'\\') >= 0))
        {
            return false;
        }

        cursor.TagNameStart = comma + 1;
        cursor.TagStart = open;
        cursor.TagEnd = cursor.Tag < 0 ? 0 : open + length + 2;
        HasGuessedTag = true;
        return true;
    }

    /// <summary>Returns the offset of the comma before the tag if the tag is the last member, as in messages with sorted members; otherwise -1.</summary>
    private static int LastMember(ReadOnlySpan<byte> json, WireTags tags)
    {
        if (!json.EndsWith("\"}"u8))
        {
            return -1;
        }

        int open = json.Slice(0, json.Length - 2).LastIndexOf((byte)'"');
        int comma = open + 1 - tags.LaterMember.Length;
        return comma > 0 && json.Slice(comma).StartsWith(tags.LaterMember) ? comma : -1;
    }

    private bool RefuseUnknownTag(int offset, WireTags tags)
    {
        if (_json.Options.UnknownTags == UnknownTagHandling.Keep)
        {
            return false;
        }

        _failedByPolicy = true;
        FailTag(offset, tags);
        return true;
    }

    private void FailTag(int offset, WireTags tags) =>
        _json.Fail(WireErrorCode.UnknownTag, offset, $"one of {string.Join(", ", tags.Names.All)}");

    private string? TagAt(int offset, int index, WireTags tags)
    {
        if (Failed || index >= 0)
        {
            return Failed ? null : tags.Names[index];
        }

        _json.Position = offset;
        if (
            !_json.ScanString(out ReadOnlySpan<byte> tag, out int escapeBytes)
            || Utf8Text.IndexOfInvalid(tag, out _) >= 0
        )
        {
            return null;
        }

        return escapeBytes == 0 ? tags.UnknownTag(tag) : _json.Decode(tag, escapeBytes);
    }

    /// <summary>Returns the unknown tag at an offset. It was scanned before, so this cannot fail.</summary>
    private string UnknownTagAt(int offset, WireTags tags)
    {
        int position = _json.Position;
        _json.Position = offset;
        _json.ScanString(out ReadOnlySpan<byte> tag, out int escapeBytes);
        _json.Position = position;
        return escapeBytes == 0 ? tags.UnknownTag(tag) : _json.Decode(tag, escapeBytes);
    }
}
