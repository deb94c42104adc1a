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
            ReadOnlySpan<byte> name = Written.Slice(nameStart, Position - nameStart - 1);
            int known = members.IndexOf(name);
            if (known >= 0 && IsSet(envelopes, known) && member.Value.IsObject)
            {
                _json.Rewind(start);
                continue;
            }

            if (known >= 0 || IsTag(tags, name))
            {
                throw KnownMember(member.Key, "Extra");
            }

            _json.WriteByte((byte)':');
            WriteRaw(member.Value);
        }
    }

    private static bool IsSet(ReadOnlySpan<ulong> bits, int index) =>
        index / BitsOfWord < bits.Length && (bits[index / BitsOfWord] & (1UL << index)) != 0;

    /// <summary>Returns whether a name is that of the member with the tag.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsTag(WireTags? tags, ReadOnlySpan<byte> name) =>
        tags is not null && tags.MemberName.IndexOf(name) >= 0;

    /// <summary>Creates the error for a known member among those of any name, which are in the given property.</summary>
    private readonly WireException KnownMember(string name, string property) =>
        _json.Refusal(
            "an unknown member",
            $"the known member \"{SafeText.OneLine(name, MaxShownName)}\" in {property}"
        );
}
