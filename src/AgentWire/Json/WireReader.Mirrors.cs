namespace AgentWire.Json;

internal ref partial struct WireReader
{
    /// <summary>Takes a fact from one of its places, which must agree, unless the options let the outermost win.</summary>
    public void Mirror<T>(ref Mirrored<T> fact, T value, ref MemberCursor members)
    {
        if (Failed)
        {
            return;
        }

        bool differs = fact.IsPresent && !EqualityComparer<T>.Default.Equals(fact.Value!, value);
        if (differs && IsCutNumber)
        {
            FailAtEnd();
        }
        else if (differs && _options.Mirrors == MirrorHandling.Strict)
        {
            Fail(WireErrorCode.MirrorMismatch, ValueStart(members.NameStart), "the same value in each of its places");
        }
        else if (!fact.IsPresent || _depth < fact.Depth)
        {
            fact = new Mirrored<T>(value, _depth);
        }
    }

    /// <summary>
    /// Leaves an object whose members belong to the one around it. Unknown members that were kept go there too, as an
    /// object under its name.
    /// </summary>
    public void EndEnvelope(ref MemberCursor envelope, ref MemberCursor members, ulong required)
    {
        if (EndObject(ref envelope, required) && envelope.Extra is { } extra)
        {
            Keep(ref members, RawJson.ObjectOf(extra));
        }
    }

    /// <summary>Reads an object of whose members none is known.</summary>
    public RawMembers? ReadMembers()
    {
        MemberCursor cursor = BeginObject(WireNames.None);
        while (NextMember(ref cursor))
        {
            Keep(ref cursor, ReadRaw());
        }

        return cursor.Extra;
    }

    /// <summary>Where the value of a member begins; it was read before, so that this cannot fail.</summary>
    private readonly int ValueStart(int nameStart)
    {
        WireReader reader = new(_json.Slice(nameStart), _endCode, _options);
        reader.ScanString(out _, out _);
        reader.ReadColon();
        reader.Peek();
        return nameStart + reader._position;
    }
}
