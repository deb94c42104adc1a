using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>Maps: objects with any names.</summary>
public ref partial struct WireReader
{
    /// <summary>Reads a map.</summary>
    /// <param name="format">The format of the values, for a format that is not empty.</param>
    public WireMap<T> ReadMap<T, TFormat>(TFormat format = default)
        where TFormat : struct, IWireDecoder<T>
    {
        MemberCursor cursor = BeginObject(WireNames.None);
        cursor.TakeOthers();
        WireMapBuilder<T> entries = default;
        while (NextMember(ref cursor))
        {
            ReadEntry(ref cursor, ref entries, format);
        }

        return EndWithMap(ref cursor, ref entries, required: 0);
    }

    /// <summary>Reads the value of a member that is omitted if it is empty. A null is the same as an absent member.</summary>
    public bool ReadOmitted<T, TFormat>(out T value)
        where T : struct
        where TFormat : struct, IWireDecoder<T>
    {
        value = ReadNull() ? default : Read<T, TFormat>();
        return true;
    }

    /// <summary>Reads the value of the current member as an entry of a map.</summary>
    /// <param name="cursor">The object.</param>
    /// <param name="entries">The entries that were read before.</param>
    /// <param name="format">The format of the value, for a format that is not empty.</param>
    public bool ReadEntry<T, TFormat>(ref MemberCursor cursor, ref WireMapBuilder<T> entries, TFormat format = default)
        where TFormat : struct, IWireDecoder<T>
    {
        string name = StringAt(cursor.NameStart);
        if (entries.Contains(name))
        {
            _json.Fail(WireErrorCode.DuplicateMember, cursor.NameStart, "each name only once");
            return false;
        }

        T? value = format.Read(ref this);
        if (Failed)
        {
            return false;
        }

        entries.Add(name, value!);
        return true;
    }

    /// <summary>Leaves an object and returns its map. Returns an empty map if a required member is missing.</summary>
    public WireMap<T> EndWithMap<T>(ref MemberCursor cursor, ref WireMapBuilder<T> entries, ulong required) =>
        EndObject(ref cursor, required) ? entries.ToMap() : default;

    /// <summary>Does the same for an object of more than 64 members.</summary>
    public WireMap<T> EndWithMap<T>(
        ref MemberCursor cursor,
        ref WireMapBuilder<T> entries,
        ReadOnlySpan<ulong> required
    ) => EndObject(ref cursor, required) ? entries.ToMap() : default;
}
