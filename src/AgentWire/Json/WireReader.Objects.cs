using System.Buffers;
using System.Diagnostics.CodeAnalysis;
#if NET8_0_OR_GREATER
using System.Numerics;
#endif

namespace AgentWire.Json;

internal ref partial struct WireReader
{
    /// <summary>Enters an object.</summary>
    public MemberCursor BeginObject(WireNames members)
    {
        int start = PeekObject();
        return new MemberCursor(members, start);
    }

    /// <summary>
    /// Enters an object and finds its tag, wherever it stands. With the tag first, as most servers write it, reading goes on
    /// behind it; otherwise it starts again at the first member.
    /// </summary>
    public MemberCursor BeginTagged(WireTags tags)
    {
        MemberCursor cursor = new(WireNames.None, PeekObject()) { Tags = tags };
        int first = _position;
        int length = tags.MatchTagMember(Rest);
        if (length > 0)
        {
            _position += length;
            cursor.TagSeen = true;
            cursor.PastFirst = true;
            ReadTag(ref cursor);
        }
        else if (!ExpectTagLast(ref cursor))
        {
            FindTag(ref cursor);
            if (!Failed)
            {
                _position = first;
                cursor.PastFirst = false;
            }
        }

        return cursor;
    }

    /// <summary>Goes on to the next member that is not the tag; false at the closing brace, which is not taken, and after a failure.</summary>
    public bool NextMember(ref MemberCursor cursor)
    {
        // As every server writes it: a comma, and the name that is due, or one soon after it.
        const int LookAhead = 3;
        ReadOnlySpan<byte> json = _json;
        int position = _position;
        if ((uint)position < (uint)json.Length)
        {
            byte next = json[position];
            if (next == '}')
            {
                return false;
            }

            if (cursor.PastFirst == (next == ','))
            {
                position += cursor.PastFirst ? 1 : 0;
                WireNames names = cursor.Names;
                for (int index = cursor.Expected; index < cursor.Expected + LookAhead; index++)
                {
                    int length = names.MatchMember(index, json.Slice(position));
                    if (length > 0 && (cursor.Seen & (1UL << index)) == 0)
                    {
                        cursor.NameStart = position;
                        cursor.PastFirst = true;
                        cursor.Index = index;
                        cursor.Seen |= 1UL << index;
                        cursor.Expected = index + 1;
                        _position = position + length;
                        return true;
                    }
                }
            }
        }

        return NextMemberOfAny(ref cursor);
    }

    /// <summary>The same for members in any order and spelling.</summary>
    private bool NextMemberOfAny(ref MemberCursor cursor)
    {
        while (true)
        {
            if (!PeekMember(ref cursor))
            {
                return false;
            }

            cursor.NameStart = _position;
            int index = -1;
            int tagLength = cursor.Tags is null ? 0 : cursor.Tags.MatchTagMember(Rest);
            bool isTag = tagLength > 0;
            _position += tagLength;
            if (!isTag && !ReadName(ref cursor, out index, out isTag))
            {
                return false;
            }

            if (isTag)
            {
                if (cursor.TagSeen)
                {
                    Fail(WireErrorCode.DuplicateMember, cursor.NameStart, "the tag once");
                    return false;
                }

                cursor.TagSeen = true;
                Skip();
                continue;
            }

            cursor.Index = index;
            if (index >= 0)
            {
                ulong bit = 1UL << index;
                if ((cursor.Seen & bit) != 0)
                {
                    Fail(WireErrorCode.DuplicateMember, cursor.NameStart, "each member once");
                    return false;
                }

                cursor.Seen |= bit;
                cursor.Expected = index + 1;
            }

            return true;
        }
    }

    /// <summary>Treats a member that the contract does not know as the options say.</summary>
    public void SkipUnknown(ref MemberCursor cursor)
    {
        switch (_options.UnknownMembers)
        {
            case UnknownMemberHandling.Ignore:
                Skip();
                break;
            case UnknownMemberHandling.Reject:
                // Told in the end: where shapes are tried one after another, this may not be the one that fits.
                _unknownMember = _unknownMember > 0 ? _unknownMember : cursor.NameStart;
                Skip();
                break;
            default:
                Preserve(ref cursor);
                break;
        }
    }

    /// <summary>Leaves an object; false if it lacks a member of the required ones, a bit each.</summary>
    public bool EndObject(ref MemberCursor cursor, ulong required)
    {
        if (Failed)
        {
            return false;
        }

        ulong missing = required & ~cursor.Seen;
        if (missing != 0)
        {
            string name = cursor.Names[TrailingZeroCount(missing)];
            Fail(WireErrorCode.MissingMember, _position, $"a member \"{name}\"", name);
            return false;
        }

        Leave();
        return true;
    }

    /// <summary>Goes on to the one member beside the tag, whose name is the tag of a flattened union.</summary>
    public bool NextVariant(ref MemberCursor cursor, WireTags tags)
    {
        cursor.Names = tags.Names;
        if (!NextMember(ref cursor))
        {
            Fail(WireErrorCode.MissingMember, _position, "exactly one member that names the event");
            return false;
        }

        cursor.Tag = cursor.Index;
        return true;
    }

    /// <summary>Refuses a further member beside a flattened union.</summary>
    public void EndVariant(ref MemberCursor cursor)
    {
        if (NextMember(ref cursor))
        {
            Fail(WireErrorCode.UnexpectedMember, cursor.NameStart, "exactly one member that names the event");
        }
    }

    /// <summary>
    /// Enters a union that stands alone: an object whose one member's name is the tag, or, for a variant without a body,
    /// the tag as a bare string.
    /// </summary>
    /// <param name="tags">The known tags.</param>
    /// <param name="units">One bit a variant, the first one lowest: set where it has no body, which is then read already.</param>
    public MemberCursor BeginExternal(WireTags tags, ulong units)
    {
        MemberCursor cursor;
        if (Peek() == '"')
        {
            cursor = new MemberCursor(tags.Names, _position) { IsBare = true, TagStart = _position };
            cursor.Tag = ScanString(out ReadOnlySpan<byte> tag, out int escapeBytes)
                ? IndexOf(tags.Names, tag, escapeBytes)
                : -1;
            if (cursor.Tag >= 0 && (units & (1UL << cursor.Tag)) == 0)
            {
                Fail(WireErrorCode.WrongType, cursor.TagStart, $"an object with a member \"{tags.Names[cursor.Tag]}\"");
            }

            return cursor;
        }

        if (Peek() != '{')
        {
            FailType("a string or an object");
        }

        cursor = BeginObject(tags.Names);
        if (NextVariant(ref cursor, tags) && cursor.Tag >= 0 && (units & (1UL << cursor.Tag)) != 0)
        {
            ExpectNull();
        }

        return cursor;
    }

    /// <summary>Leaves a union that stands alone; false after a failure.</summary>
    public bool EndExternal(ref MemberCursor cursor)
    {
        if (cursor.IsBare)
        {
            return !Failed;
        }

        EndVariant(ref cursor);
        return EndObject(ref cursor, 0);
    }

    /// <summary>Keeps a union that stands alone and whose tag is unknown, or refuses it as the options say.</summary>
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

    /// <summary>Keeps an object whose tag is unknown, or refuses it as the options say.</summary>
    public bool ReadUnknown(ref MemberCursor cursor, [NotNullWhen(true)] out string? tag, out RawJson json)
    {
        tag = null;
        json = default;
        if (Failed || RefuseUnknownTag(cursor.TagStart, cursor.Tags!))
        {
            return false;
        }

        bool superfluousBefore = cursor.TagSeen && _superfluous;
        RawCapture capture = BeginCapture(cursor.Start, _depth - 1);
        _superfluous = superfluousBefore;
        cursor.Use(WireNames.None);
        while (NextMemberOfAny(ref cursor))
        {
            Skip();
        }

        if (!EndObject(ref cursor, 0))
        {
            return false;
        }

        json = EndCapture(capture);
        tag = UnknownTagAt(cursor.TagStart, cursor.Tags!);
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
        RawCapture capture = BeginCapture(cursor.NameStart, _depth - 1);
        Skip();
        if (Failed)
        {
            return false;
        }

        json = EndCapture(capture, isMember: true);
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

    /// <summary>The tag of a message of which nothing else is checked; null where none is found.</summary>
    public static string? PeekTag(ReadOnlySpan<byte> utf8, WireTags tags, WireOptions options)
    {
        int first = tags.PeekFirst(utf8);
        if (first >= 0)
        {
            return tags.Names[first];
        }

        WireReader reader = new(utf8, WireErrorCode.Truncated, options);
        if (tags.Member is not null)
        {
            MemberCursor tagged = reader.BeginTagged(tags);
            return reader.TagAt(tagged.TagStart, tagged.Tag, tags);
        }

        // Bodies are not looked at: the tag is all that is asked for.
        ulong units = reader.Peek() == '"' ? ulong.MaxValue : 0;
        MemberCursor external = reader.BeginExternal(tags, units);
        return reader.TagAt(external.IsBare ? external.TagStart : external.NameStart, external.Tag, tags);
    }

    /// <summary>Reads a list; what is allocated is the list itself.</summary>
    public WireList<T> ReadList<T, TFormat>(int minItems = 0)
        where TFormat : struct, IWireFormat<T>
    {
        if (Peek() != '[')
        {
            FailType(Wanted.Array);
            return default;
        }

        int start = _position;
        if (!Enter())
        {
            return default;
        }

        if (Peek() == ']')
        {
            if (HasEnough(0, minItems, start))
            {
                Leave();
            }

            return default;
        }

        T[] buffer = ArrayPool<T>.Shared.Rent(16);
        int count = 0;
        WireList<T> list = default;
        while (true)
        {
            T? item = default(TFormat).Read(ref this);
            if (Failed)
            {
                break;
            }

            if (count == buffer.Length)
            {
                T[] larger = ArrayPool<T>.Shared.Rent(count * 2);
                buffer.AsSpan(0, count).CopyTo(larger);
                Return(buffer, count);
                buffer = larger;
            }

            buffer[count++] = item!;
            byte next = Peek();
            if (next == ',')
            {
                _position++;
                continue;
            }

            if (next == ']')
            {
                if (HasEnough(count, minItems, start))
                {
                    Leave();
                    list = new WireList<T>(buffer.AsSpan(0, count).ToArray());
                }
            }
            else
            {
                Fail(WireErrorCode.Syntax, _position, Wanted.NextElement);
            }

            break;
        }

        Return(buffer, count);
        return list;
    }

    /// <summary>Refuses the next value: it has none of the shapes that were tried.</summary>
    public void FailShapes(string type)
    {
        Peek();
        Fail(WireErrorCode.InvalidValue, _position, $"one of the shapes of {type}");
    }

    private readonly ReadOnlySpan<byte> Rest => _json.Slice(_position);

    private bool HasEnough(int count, int minItems, int start)
    {
        if (count >= minItems)
        {
            return true;
        }

        Fail(WireErrorCode.InvalidValue, start, $"at least {minItems} elements");
        return false;
    }

    private static void Return<T>(T[] buffer, int used)
    {
        Array.Clear(buffer, 0, used);
        ArrayPool<T>.Shared.Return(buffer);
    }

    /// <summary>Takes the opening brace that must be next, and gives its offset.</summary>
    private int PeekObject()
    {
        if (Peek() != '{')
        {
            FailType(Wanted.Object);
            return 0;
        }

        int start = _position;
        Enter();
        return start;
    }

    /// <summary>Takes the comma before a further member; false at the closing brace and after a failure.</summary>
    private bool PeekMember(ref MemberCursor cursor)
    {
        byte next = Peek();
        if (next == '}')
        {
            return false;
        }

        if (!cursor.PastFirst)
        {
            cursor.PastFirst = true;
        }
        else if (next == ',')
        {
            _position++;
            next = Peek();
        }
        else
        {
            Fail(WireErrorCode.Syntax, _position, Wanted.NextMember);
        }

        if (next != '"')
        {
            Fail(WireErrorCode.Syntax, _position, Wanted.MemberName);
        }

        return !Failed;
    }

    /// <summary>Takes a name and its colon.</summary>
    private bool ReadName(ref MemberCursor cursor, out int index, out bool isTag)
    {
        index = -1;
        isTag = false;
        if (!ScanString(out ReadOnlySpan<byte> name, out int escapeBytes) || !ReadColon())
        {
            return false;
        }

        index = cursor.Names.Count == 0 ? -1 : IndexOf(cursor.Names, name, escapeBytes);
        isTag = index < 0 && cursor.Tags is not null && IndexOf(cursor.Tags.MemberName, name, escapeBytes) == 0;
        return true;
    }

    private bool ReadColon()
    {
        if (Peek() != ':')
        {
            Fail(WireErrorCode.Syntax, _position, "':'");
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Passes over members until the tag, and reads it.</summary>
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

            Skip();
        }

        string member = cursor.Tags!.Member!;
        Fail(WireErrorCode.MissingMember, _position, $"a tag \"{member}\"", member);
    }

    private void ReadTag(ref MemberCursor cursor)
    {
        if (Peek() != '"')
        {
            FailType(Wanted.Tag);
            return;
        }

        cursor.TagStart = _position;
        if (ScanString(out ReadOnlySpan<byte> tag, out int escapeBytes))
        {
            cursor.Tag = IndexOf(cursor.Tags!.Names, tag, escapeBytes);
        }
    }

    /// <summary>
    /// Takes it that a message whose members are sorted ends with its tag: no valid one can end like that and have another.
    /// Where it proves to be invalid, it is read again without that, so that its first defect is found.
    /// </summary>
    private bool ExpectTagLast(ref MemberCursor cursor)
    {
        ReadOnlySpan<byte> json = _json;
        if (!_expectsTagLast || cursor.Start != 0 || !json.EndsWith("\"}"u8))
        {
            return false;
        }

        int close = json.Length - 2;
        int open = json.Slice(0, close).LastIndexOf((byte)'"');
        int name = open - cursor.Tags!.MemberName.LengthOfMember(0);
        ReadOnlySpan<byte> tag = json.Slice(open + 1, close - open - 1);
        if (
            name < 1
            || json[name - 1] != ','
            || cursor.Tags.MatchTagMember(json.Slice(name)) == 0
            || tag.IndexOf((byte)'\\') >= 0
        )
        {
            return false;
        }

        cursor.TagStart = open;
        cursor.Tag = cursor.Tags.Names.IndexOf(tag);
        HasTakenTagForLast = true;
        return true;
    }

    private bool RefuseUnknownTag(int offset, WireTags tags)
    {
        if (_options.UnknownTags == UnknownTagHandling.Keep)
        {
            return false;
        }

        _failedByPolicy = true;
        FailTag(offset, tags);
        return true;
    }

    private void FailTag(int offset, WireTags tags) =>
        Fail(WireErrorCode.UnknownTag, offset, $"one of {string.Join(", ", tags.Names.All)}");

    private string? TagAt(int offset, int index, WireTags tags)
    {
        if (Failed || index >= 0)
        {
            return Failed ? null : tags.Names[index];
        }

        _position = offset;
        if (!ScanString(out ReadOnlySpan<byte> tag, out int escapeBytes) || Utf8Text.IndexOfInvalid(tag, out _) >= 0)
        {
            return null;
        }

        return escapeBytes == 0 ? tags.UnknownTag(tag) : Decode(tag, escapeBytes);
    }

    private void Preserve(ref MemberCursor cursor)
    {
        Keep(ref cursor, ReadRaw());
    }

    /// <summary>Keeps the current member with the value that it is given.</summary>
    private void Keep(ref MemberCursor cursor, RawJson value)
    {
        if (Failed)
        {
            return;
        }

        cursor.Preserved ??= new RawMembersBuilder();
        cursor.Preserved.Add(StringAt(cursor.NameStart), value);
        if (cursor.Preserved.Count > _options.MaxPreservedMembers)
        {
            Fail(WireErrorCode.TooLarge, cursor.NameStart, $"at most {_options.MaxPreservedMembers} unknown members");
        }
    }

    /// <summary>The unknown tag at an offset; it was scanned before, so that it cannot fail.</summary>
    private string UnknownTagAt(int offset, WireTags tags)
    {
        int position = _position;
        _position = offset;
        ScanString(out ReadOnlySpan<byte> tag, out int escapeBytes);
        _position = position;
        return escapeBytes == 0 ? tags.UnknownTag(tag) : Decode(tag, escapeBytes);
    }

    /// <summary>The string at an offset; it was scanned before, so that it cannot fail.</summary>
    private readonly string StringAt(int offset)
    {
        WireReader reader = new(_json.Slice(offset), _endCode, _options);
        return reader.ReadString();
    }

    private static int TrailingZeroCount(ulong bits)
    {
#if NET8_0_OR_GREATER
        return BitOperations.TrailingZeroCount(bits);
#else
        int count = 0;
        while ((bits & 1) == 0)
        {
            bits >>= 1;
            count++;
        }

        return count;
#endif
    }
}
