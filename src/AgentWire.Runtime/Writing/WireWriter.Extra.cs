using System.Runtime.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.CompilerServices;

/// <summary>Members that the contract does not know.</summary>
public ref partial struct WireWriter
{
    /// <summary>
    /// Writes the members that the contract does not know, whose names must be none that it does know, and a closing brace.
    /// </summary>
    /// <param name="extra">The members; null for none.</param>
    /// <param name="members">The names that are known.</param>
    /// <param name="tags">The tags whose member is known too; null for none.</param>
    /// <param name="envelopes">
    /// One bit a known name: set where it is an envelope, which has written what it holds of the extra members already.
    /// </param>
    /// <exception cref="WireException">A name is known, or there are too many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteEnd(RawMembers? extra, WireNames members, WireTags? tags = null, ulong envelopes = 0)
    {
        if (extra is not null)
        {
            WriteUnknown(extra, members, tags, envelopes);
        }

        WriteEnd();
    }

    /// <summary>
    /// The same for an object whose members are sorted: those that are known stand in order, so that only others make it
    /// necessary to sort what was written.
    /// </summary>
    /// <param name="start">Where the object begins.</param>
    /// <param name="extra">The members; null for none.</param>
    /// <param name="members">The names that are known.</param>
    /// <param name="tags">The tags whose member is known too; null for none.</param>
    /// <param name="envelopes">One bit a known name: set where it is an envelope.</param>
    /// <exception cref="WireException">A name is known, or there are too many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteSortedEnd(
        int start,
        RawMembers? extra,
        WireNames members,
        WireTags? tags = null,
        ulong envelopes = 0
    )
    {
        WriteEnd(extra, members, tags, envelopes);
        if (extra is not null)
        {
            Sort(start);
        }
    }

    private void WriteUnknown(RawMembers extra, WireNames members, WireTags? tags, ulong envelopes)
    {
        if (extra.Count > _json.Options.MaxPreservedMembers)
        {
            throw _json.Error(
                WireErrorCode.TooLarge,
                $"expected at most {_json.Options.MaxPreservedMembers} extra members"
            );
        }

        foreach (KeyValuePair<string, RawJson> member in extra)
        {
            int start = Position;
            _json.WriteSeparator();
            int nameStart = Position + 1;
            _json.WriteString(member.Key);
            ReadOnlySpan<byte> name = Written.Slice(nameStart, Position - nameStart - 1);
            int known = members.IndexOf(name);
            if (known >= 0 && (envelopes & (1UL << known)) != 0 && member.Value.IsObject)
            {
                _json.Rewind(start);
                continue;
            }

            if (known >= 0 || (tags is not null && tags.MemberName.IndexOf(name) >= 0))
            {
                throw _json.Refusal(
                    "a member that the contract does not know",
                    $"\"{SafeText.OneLine(member.Key, MaxShownName)}\" among the extra ones"
                );
            }

            _json.WriteByte((byte)':');
            WriteRaw(member.Value);
        }
    }
}
