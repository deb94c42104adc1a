using System.Runtime.CompilerServices;

namespace AgentWire.CompilerServices;

/// <summary>Mirrored facts, which a message contains in more than one place.</summary>
public ref partial struct WireReader
{
    /// <summary>Reads a fact in one of its places. The places must agree, unless the options use the outermost place.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="format">The format of the fact, for a format that is not empty.</param>
    /// <returns>True, like every method that reads a member.</returns>
    public bool ReadMirrored<T, TFormat>(ref Mirrored<T> fact, TFormat format = default)
        where TFormat : struct, IWireDecoder<T>
    {
        _json.Peek();
        int start = _json.Position;
        bool isRepeated = Repeats(fact.Start, fact.Length, fact.Depth);
        T? value = isRepeated ? fact.Value : format.Read(ref this);
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

    /// <summary>Reads a fact in a place where null is the same as absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalMirrored<T, TFormat>(ref Mirrored<T> fact)
        where TFormat : struct, IWireDecoder<T> => ReadNull() || ReadMirrored<T, TFormat>(ref fact);

    /// <summary>
    /// Leaves an envelope, whose members belong to the object around it. Unknown members that were kept are added to that object, as
    /// an object with the name of the envelope.
    /// </summary>
    /// <returns>True, like every method that reads a member.</returns>
    public bool EndEnvelope(ref MemberCursor envelope, ref MemberCursor members, ulong required) =>
        Keep(ref members, EndWithExtra(ref envelope, required));

    /// <summary>Does the same for an envelope of more than 64 members.</summary>
    public bool EndEnvelope(ref MemberCursor envelope, ref MemberCursor members, ReadOnlySpan<ulong> required) =>
        Keep(ref members, EndWithExtra(ref envelope, required));

    private bool Keep(ref MemberCursor members, RawMembers inside)
    {
        if (!inside.IsEmpty)
        {
            Keep(ref members, RawJson.ObjectOf(inside));
        }

        return true;
    }

    /// <summary>Returns the members of a JSON object, or none if the value is not an object.</summary>
    internal static RawMembers MembersOf(RawJson json)
    {
        WireReader reader = default;
        reader.OpenChecked(json.Utf8, RawJson.Options);
        return reader.ReadMembers();
    }

    /// <summary>Reads an object without known members.</summary>
    public RawMembers ReadMembers()
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
    /// Returns whether the next value has exactly the bytes of a value that was read before, so that it does not have to be created
    /// again. For a value with nested values, this is only true if it is not deeper than before, where it cannot exceed the depth
    /// limit.
    /// </summary>
    private readonly bool Repeats(int start, int length, int depth) =>
        !Failed
        && length > 0
        && (_json.Text[start] == '"' || (_json.Text[start] is (byte)'{' or (byte)'[' && _json.Depth <= depth))
        && _json.Rest.StartsWith(_json.Text.Slice(start, length));
}
