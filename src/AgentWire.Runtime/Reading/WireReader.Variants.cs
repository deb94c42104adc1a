using System.Diagnostics.CodeAnalysis;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>Unions whose tag is the name of a member, or a string.</summary>
public ref partial struct WireReader
{
    /// <summary>Moves to the one member beside the tag, whose name is the tag of a flattened union.</summary>
    public bool NextVariant(ref MemberCursor cursor, WireTags tags)
    {
        cursor.Names = tags.Names;
        cursor.TakesUnknown = true;
        if (!NextMember(ref cursor))
        {
            _json.Fail(WireErrorCode.MissingMember, _json.Position, "exactly one member that names the event");
            return false;
        }

        cursor.Tag = cursor.Index;
        return true;
    }

    /// <summary>Refuses another member beside a flattened union.</summary>
    public void EndVariant(ref MemberCursor cursor)
    {
        if (NextMember(ref cursor))
        {
            _json.Fail(WireErrorCode.UnexpectedMember, cursor.NameStart, "exactly one member that names the event");
        }
    }

    /// <summary>
    /// Enters an external union: an object whose only member has the tag as its name, or for a variant without a body the tag as a
    /// string.
    /// </summary>
    /// <param name="tags">The known tags.</param>
    /// <param name="units">One bit for each variant, with the first one lowest. It is set if the variant has no body, which is then read already.</param>
    public MemberCursor BeginExternal(WireTags tags, ulong units)
    {
        MemberCursor cursor;
        if (_json.Peek() == '"')
        {
            cursor = new MemberCursor(tags.Names, _json.Position) { IsBare = true, TagStart = _json.Position };
            cursor.Tag = _json.ScanString(out ReadOnlySpan<byte> tag, out int escapeBytes)
                ? IndexOf(tags.Names, tag, escapeBytes)
                : -1;
            if (cursor.Tag >= 0 && (units & (1UL << cursor.Tag)) == 0)
            {
                _json.Fail(
                    WireErrorCode.WrongType,
                    cursor.TagStart,
                    $"an object with a member \"{tags.Names[cursor.Tag]}\""
                );
            }

            return cursor;
        }

        if (_json.Peek() != '{')
        {
            _json.FailType("a string or an object");
        }

        cursor = BeginObject(tags.Names);
        if (NextVariant(ref cursor, tags) && cursor.Tag >= 0 && (units & (1UL << cursor.Tag)) != 0)
        {
            ExpectNull();
        }

        return cursor;
    }

    /// <summary>Leaves an external union. Returns false after a failure.</summary>
    public bool EndExternal(ref MemberCursor cursor)
    {
        if (cursor.IsBare)
        {
            return !Failed;
        }

        EndVariant(ref cursor);
        return EndObject(ref cursor, 0);
    }

    /// <summary>Keeps an external union whose tag is unknown, or refuses it as the options say.</summary>
    public bool ReadUnknownExternal(
        ref MemberCursor cursor,
        WireTags tags,
        [NotNullWhen(true)] out string? tag,
        out RawJson json
    )
    {
        if (!cursor.IsBare)
        {
            return ReadUnknownVariant(ref cursor, tags, out tag, out json);
        }

        tag = null;
        json = default;
        if (Failed || RefuseUnknownTag(cursor.TagStart, tags))
        {
            return false;
        }

        tag = UnknownTagAt(cursor.TagStart, tags);
        json = RawJson.StringOf(tag);
        return true;
    }

    /// <summary>Keeps the member of a flattened union whose name is unknown, or refuses it as the options say.</summary>
    public bool ReadUnknownVariant(
        ref MemberCursor cursor,
        WireTags tags,
        [NotNullWhen(true)] out string? tag,
        out RawJson json
    )
    {
        tag = null;
        json = default;
        if (Failed || RefuseUnknownTag(cursor.NameStart, tags))
        {
            return false;
        }

        tag = UnknownTagAt(cursor.NameStart, tags);
        JsonScanner.RawCapture capture = _json.BeginCapture(cursor.NameStart, _json.Depth - 1);
        _json.Skip();
        if (Failed)
        {
            return false;
        }

        json = _json.EndCapture(capture, isMember: true);
        return true;
    }
}
