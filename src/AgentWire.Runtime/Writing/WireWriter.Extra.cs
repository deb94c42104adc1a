using System.Runtime.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.CompilerServices;

/// <summary>Unknown members.</summary>
public ref partial struct WireWriter
{
    private const int BitsOfWord = 64;

    /// <summary>
    /// Writes the unknown members and a closing brace. The names of unknown members must not be known names.
    /// </summary>
    /// <param name="extra">The unknown members.</param>
    /// <param name="members">The known names.</param>
    /// <param name="tags">The tags whose member is also a known name, or null.</param>
    /// <param name="envelopes">
    /// One bit for each known name. It is set if the name is that of an envelope, which has already written its own unknown
    /// members.
    /// </param>
    /// <exception cref="WireException">A name is known, or there are too many members.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteEnd(RawMembers extra, WireNames members, WireTags? tags = null, ulong envelopes = 0)
    {
        if (!extra.IsEmpty)
        {
            WriteUnknown(extra, members, tags, [envelopes]);
        }

        WriteEnd();
    }

    /// <summary>Does the same for an object of more than 64 members. The bits of the envelopes are in words of 64 bits.</summary>
    /// <exception cref="WireException">A name is known, or there are too many members.</exception>
    public void WriteEnd(RawMembers extra, WireNames members, WireTags? tags, scoped ReadOnlySpan<ulong> envelopes)
    {
        if (!extra.IsEmpty)
        {
            WriteUnknown(extra, members, tags, envelopes);
        }

        WriteEnd();
    }

    private void WriteUnknown(RawMembers extra, WireNames members, WireTags? tags, scoped ReadOnlySpan<ulong> envelopes)
    {
        if (extra.Count > _json.Options.MaxPreservedMembers)
        {
            throw _json.TooManyMembers();
        }

        foreach (KeyValuePair<string, RawJson> member in extra.AsSpan())
        {
            int start = Position;
            _json.WriteSeparator();
            int nameStart = Position + 1;
            _json.WriteString(member.Key);
            int known = members.IndexOf(Written.Slice(nameStart, Position - nameStart - 1));
            if (known >= 0 && IsSet(envelopes, known) && member.Value.IsObject)
            {
                _json.Rewind(start);
                continue;
            }

            RefuseKnown(member.Key, nameStart, members, tags, "Extra");
            _json.WriteByte((byte)':');
            WriteRaw(member.Value);
        }
    }

    private static bool IsSet(ReadOnlySpan<ulong> bits, int index) =>
        index / BitsOfWord < bits.Length && (bits[index / BitsOfWord] & (1UL << index)) != 0;

    /// <summary>Refuses a name that was just written if it is that of a known member.</summary>
    /// <param name="name">The name.</param>
    /// <param name="start">The index of the first byte after its opening quote.</param>
    /// <param name="members">The known names.</param>
    /// <param name="tags">The tags whose member is also a known name, or null.</param>
    /// <param name="property">The property that has the name.</param>
    private readonly void RefuseKnown(string name, int start, WireNames members, WireTags? tags, string property)
    {
        ReadOnlySpan<byte> written = Written.Slice(start, Position - start - 1);
        if (members.IndexOf(written) >= 0 || (tags is not null && tags.MemberName.IndexOf(written) >= 0))
        {
            throw _json.Refusal(
                "an unknown member",
                $"the known member \"{SafeText.OneLine(name, MaxShownName)}\" in {property}"
            );
        }
    }
}
