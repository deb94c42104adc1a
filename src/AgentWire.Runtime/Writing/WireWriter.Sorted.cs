using System.Buffers;
using System.Runtime.CompilerServices;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>Objects whose members are sorted.</summary>
public ref partial struct WireWriter
{
    /// <summary>Does the same as <see cref="WriteStart"/> for an object that <c>WriteSortedEnd</c> ends, and returns the index at which it begins.</summary>
    /// <exception cref="WireException">The message is too deep, or too large.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int WriteSortedStart(scoped ReadOnlySpan<byte> literal, int levels = 1)
    {
        int start = Position;
        WriteStart(literal, levels);
        return start;
    }

    /// <summary>
    /// Writes the unknown members and a closing brace for an object whose members are sorted. The known members are already in
    /// order, so the written text is sorted only if there are unknown members.
    /// </summary>
    /// <param name="start">The index at which the object begins.</param>
    /// <param name="extra">The unknown members.</param>
    /// <param name="members">The known names.</param>
    /// <param name="tags">The tags whose member is also a known name, or null.</param>
    /// <param name="envelopes">One bit for each known name. It is set if the name is that of an envelope.</param>
    /// <exception cref="WireException">A name is known, or there are too many members.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteSortedEnd(
        int start,
        RawMembers extra,
        WireNames members,
        WireTags? tags = null,
        ulong envelopes = 0
    )
    {
        WriteEnd(extra, members, tags, envelopes);
        if (!extra.IsEmpty)
        {
            Sort(start);
        }
    }

    /// <summary>Does the same for an object of more than 64 members. The bits of the envelopes are in words of 64 bits.</summary>
    /// <exception cref="WireException">A name is known, or there are too many members.</exception>
    public void WriteSortedEnd(
        int start,
        RawMembers extra,
        WireNames members,
        WireTags? tags,
        scoped ReadOnlySpan<ulong> envelopes
    )
    {
        WriteEnd(extra, members, tags, envelopes);
        if (!extra.IsEmpty)
        {
            Sort(start);
        }
    }

    /// <summary>Sorts the members of the value that begins at an index, at every depth.</summary>
    /// <param name="start">The index.</param>
    /// <param name="form">The form of numbers, and the order, which is sorted.</param>
    public void Sort(int start, MemberOrder form = MemberOrder.Sorted)
    {
        int length = Position - start;
        byte[] unsorted = ArrayPool<byte>.Shared.Rent(length);
        Written.Slice(start).CopyTo(unsorted);
        _json.Rewind(start);
        JsonCanonicalizer.Write(ref _json, unsorted.AsSpan(0, length), form);
        ArrayPool<byte>.Shared.Return(unsorted);
    }
}
