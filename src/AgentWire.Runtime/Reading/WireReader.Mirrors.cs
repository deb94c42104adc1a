using System.Runtime.CompilerServices;

namespace AgentWire.CompilerServices;

/// <summary>Facts that a message says in more than one place.</summary>
public ref partial struct WireReader
{
    /// <summary>Reads a fact in one of its places, which must agree, unless the options let the outermost win.</summary>
    /// <returns>True, like all that reads a member.</returns>
    public bool ReadMirrored<T, TFormat>(ref Mirrored<T> fact)
        where TFormat : struct, IWireDecoder<T>
    {
        _json.Peek();
        int start = _json.Position;
        bool isRepeated = Repeats(fact.Start, fact.Length, fact.Depth);
        T? value = isRepeated ? fact.Value : Read<T, TFormat>();
        if (Failed)
        {
            return true;
        }

        _json.Position += isRepeated ? fact.Length : 0;
        bool differs = !isRepeated && fact.IsPresent && !EqualityComparer<T?>.Default.Equals(fact.Value, value);
        if (differs && _json.IsCutNumber)
        {
            _json.FailAtEnd();
        }
        else if (differs && _json.Options.Mirrors == MirrorHandling.Strict)
        {
            _json.Fail(WireErrorCode.MirrorMismatch, start, "the same value in each of its places");
        }
        else if (!fact.IsPresent || _json.Depth < fact.Depth)
        {
            fact = new Mirrored<T>(value!, start, _json.Position - start, _json.Depth);
        }

        return true;
    }

    /// <summary>The same in a place where null is as good as absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalMirrored<T, TFormat>(ref Mirrored<T> fact)
        where TFormat : struct, IWireDecoder<T> => ReadNull() || ReadMirrored<T, TFormat>(ref fact);

    /// <summary>
    /// Leaves an object whose members belong to the one around it. Unknown members that were kept go there too, as an
    /// object under its name.
    /// </summary>
    /// <returns>True, like all that reads a member.</returns>
    public bool EndEnvelope(ref MemberCursor envelope, ref MemberCursor members, ulong required)
    {
        if (EndWithExtra(ref envelope, required) is { } extra)
        {
            Keep(ref members, RawJson.ObjectOf(extra));
        }

        return true;
    }

    /// <summary>Reads an object of whose members none is known; null where it has none.</summary>
    public RawMembers? ReadMembers()
    {
        MemberCursor cursor = BeginObject(WireNames.None);
        cursor.TakesUnknown = true;
        while (NextMember(ref cursor))
        {
            Keep(ref cursor, ReadRaw());
        }

        return EndWithExtra(ref cursor, required: 0);
    }

    /// <summary>
    /// Whether the next value is, to the byte, one that was read before, so that it need not be made again. One with others
    /// inside is asked for less deep only, where it cannot go beyond the limit of depth.
    /// </summary>
    private readonly bool Repeats(int start, int length, int depth) =>
        !Failed
        && length > 0
        && (_json.Text[start] == '"' || (_json.Text[start] is (byte)'{' or (byte)'[' && _json.Depth <= depth))
        && _json.Rest.StartsWith(_json.Text.Slice(start, length));
}
