using System.Runtime.CompilerServices;
using AgentWire.Runtime.Values;
#if NET8_0_OR_GREATER
using System.Numerics;
#endif

namespace AgentWire.CompilerServices;

/// <summary>Objects, member by member.</summary>
public ref partial struct WireReader
{
    /// <summary>Enters an object.</summary>
    public MemberCursor BeginObject(WireNames members)
    {
        int start = PeekObject();
        return new MemberCursor(members, start);
    }

    /// <summary>
    /// Moves to the next known member that is not the tag, and handles unknown members as the options say. Returns false at the
    /// closing brace, which is not read, and after a failure.
    /// </summary>
    public bool NextMember(ref MemberCursor cursor)
    {
        // As every server writes it: a comma, and the name that is due, or one soon after it.
        const int LookAhead = 3;
        while (true)
        {
            ReadOnlySpan<byte> json = _json.Text;
            int position = _json.Position;
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
                            _json.Position = position + length;
                            return true;
                        }

                        if (cursor.TagNameStart == position)
                        {
                            break;
                        }
                    }
                }
            }

            if (PassFoundTag(ref cursor))
            {
                continue;
            }

            if (!NextMemberOfAny(ref cursor))
            {
                return false;
            }

            if (cursor.Index >= 0 || cursor.TakesUnknown)
            {
                return true;
            }

            SkipUnknown(ref cursor);
        }
    }

    /// <summary>Handles the members of an object without known members as the options say.</summary>
    public void SkipMembers(ref MemberCursor cursor) => NextMember(ref cursor);

    /// <summary>Moves to the next member that is not the tag, in any order and with any escapes, known or not.</summary>
    private bool NextMemberOfAny(ref MemberCursor cursor)
    {
        while (true)
        {
            if (!PeekMember(ref cursor))
            {
                return false;
            }

            cursor.NameStart = _json.Position;
            int index = -1;
            int tagLength = cursor.Tags is null ? 0 : cursor.Tags.MatchTagMember(_json.Rest);
            bool isTag = tagLength > 0;
            _json.Position += tagLength;
            if (!isTag && !ReadName(ref cursor, out index, out isTag))
            {
                return false;
            }

            if (isTag)
            {
                if (cursor.TagSeen)
                {
                    _json.Fail(WireErrorCode.DuplicateMember, cursor.NameStart, "only one tag");
                    return false;
                }

                cursor.TagSeen = true;
                PassTag(ref cursor);
                continue;
            }

            cursor.Index = index;
            if (index >= 0)
            {
                if (!cursor.See(index))
                {
                    _json.Fail(WireErrorCode.DuplicateMember, cursor.NameStart, "each member only once");
                    return false;
                }

                cursor.Expected = index + 1;
            }

            return true;
        }
    }

    /// <summary>Passes the tag if it is the next member, and was found between or after the others before they were read.</summary>
    private bool PassFoundTag(ref MemberCursor cursor)
    {
        int position = _json.Position;
        bool isNext =
            cursor.TagEnd > 0
            && !cursor.TagSeen
            && cursor.TagNameStart == position + (cursor.PastFirst ? 1 : 0)
            && (!cursor.PastFirst || _json.Text[position] == ',');
        if (isNext)
        {
            cursor.TagSeen = true;
            cursor.PastFirst = true;
            _json.Position = cursor.TagEnd;
        }

        return isNext;
    }

    /// <summary>Skips the tag's value. Its end is known if the tag was found earlier.</summary>
    private void PassTag(ref MemberCursor cursor)
    {
        if (_json.Position == cursor.TagStart && cursor.TagEnd > 0)
        {
            _json.Position = cursor.TagEnd;
        }
        else
        {
            _json.Skip();
        }
    }

    /// <summary>Handles an unknown member as the options say, unless its object keeps unknown members.</summary>
    private void SkipUnknown(ref MemberCursor cursor)
    {
        switch (cursor.KeepsUnknown ? UnknownMemberHandling.Preserve : _json.Options.UnknownMembers)
        {
            case UnknownMemberHandling.Ignore:
                _json.Skip();
                break;
            case UnknownMemberHandling.Reject:
                // The error is reported at the end: if shapes are tried in order, this shape may not be the one that fits.
                _unknownMember = _unknownMember > 0 ? _unknownMember : cursor.NameStart;
                _json.Skip();
                break;
            default:
                Keep(ref cursor, ReadRaw());
                break;
        }
    }

    /// <summary>Leaves an object. Returns false if a required member is missing; each required member has one bit.</summary>
    public bool EndObject(ref MemberCursor cursor, ulong required)
    {
        if (Failed)
        {
            return false;
        }

        ulong missing = required & ~cursor.Seen;
        if (missing != 0)
        {
            return FailMissing(cursor.Names[TrailingZeroCount(missing)]);
        }

        _json.Leave();
        return true;
    }

    /// <summary>Leaves an object of more than 64 members. The bits of the required members are in words of 64 bits.</summary>
    public bool EndObject(ref MemberCursor cursor, ReadOnlySpan<ulong> required)
    {
        if (Failed)
        {
            return false;
        }

        int missing = cursor.FirstMissing(required);
        if (missing >= 0)
        {
            return FailMissing(cursor.Names[missing]);
        }

        _json.Leave();
        return true;
    }

    /// <summary>
    /// Leaves an object and returns its unknown members that were kept. Returns none if a required member is missing.
    /// </summary>
    public RawMembers EndWithExtra(ref MemberCursor cursor, ulong required) =>
        EndObject(ref cursor, required) ? cursor.Extra : default;

    /// <summary>Does the same for an object of more than 64 members.</summary>
    public RawMembers EndWithExtra(ref MemberCursor cursor, ReadOnlySpan<ulong> required) =>
        EndObject(ref cursor, required) ? cursor.Extra : default;

    private bool FailMissing(string name)
    {
        _json.Fail(WireErrorCode.MissingMember, _json.Position, $"a member \"{name}\"", name);
        return false;
    }

    /// <summary>Reads the opening brace that must be next, and returns its offset.</summary>
    private int PeekObject()
    {
        if (_json.Peek() != '{')
        {
            _json.FailType(Wanted.Object);
            return 0;
        }

        int start = _json.Position;
        _json.Enter();
        return start;
    }

    /// <summary>Reads the comma before another member. Returns false at the closing brace and after a failure.</summary>
    private bool PeekMember(ref MemberCursor cursor)
    {
        byte next = _json.Peek();
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
            _json.Position++;
            next = _json.Peek();
        }
        else
        {
            _json.Fail(WireErrorCode.Syntax, _json.Position, Wanted.NextMember);
        }

        if (next != '"')
        {
            _json.Fail(WireErrorCode.Syntax, _json.Position, Wanted.MemberName);
        }

        return !Failed;
    }

    /// <summary>Reads a name and its colon.</summary>
    private bool ReadName(ref MemberCursor cursor, out int index, out bool isTag)
    {
        index = -1;
        isTag = false;
        if (!_json.ScanString(out ReadOnlySpan<byte> name, out int escapeBytes) || !_json.ReadColon())
        {
            return false;
        }

        index = cursor.Names.Count == 0 ? -1 : IndexOf(cursor.Names, name, escapeBytes);
        isTag = index < 0 && cursor.Tags is not null && IndexOf(cursor.Tags.MemberName, name, escapeBytes) == 0;
        return true;
    }

    /// <summary>Keeps the current member with the given value.</summary>
    private void Keep(ref MemberCursor cursor, RawJson value)
    {
        if (Failed)
        {
            return;
        }

        cursor.Preserved ??= new MemberTable<RawJson>();
        cursor.Preserved.Set(StringAt(cursor.NameStart), value);
        if (cursor.Preserved.Count > _json.Options.MaxPreservedMembers)
        {
            _json.Fail(
                WireErrorCode.TooLarge,
                cursor.NameStart,
                WireErrorText.MostMembers(_json.Options.MaxPreservedMembers)
            );
        }
    }

    /// <summary>Returns the string at an offset. It was scanned before, so this cannot fail.</summary>
    private string StringAt(int offset)
    {
        int position = _json.Position;
        _json.Position = offset;
        string text = _json.ReadString();
        _json.Position = position;
        return text;
    }

    internal static int TrailingZeroCount(ulong bits)
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
