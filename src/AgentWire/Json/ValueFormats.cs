namespace AgentWire.Json;

/// <summary>A string as a list's element.</summary>
internal readonly struct StringFormat : IWireFormat<string>
{
    public string Read(ref WireReader reader) => reader.ReadString();

    public void Write(ref WireWriter writer, string value) => writer.WriteString(value);
}

/// <summary>A truth value as a list's element.</summary>
internal readonly struct BooleanFormat : IWireFormat<bool>
{
    public bool Read(ref WireReader reader) => reader.ReadBoolean();

    public void Write(ref WireWriter writer, bool value) => writer.WriteBoolean(value);
}

/// <summary>A 64-bit float as a list's element.</summary>
internal readonly struct DoubleFormat : IWireFormat<double>
{
    public double Read(ref WireReader reader) => reader.ReadDouble();

    public void Write(ref WireWriter writer, double value) => writer.WriteDouble(value);
}

/// <summary>A 32-bit float, written as the 64-bit one of the same value, as a list's element.</summary>
internal readonly struct SingleFormat : IWireFormat<float>
{
    public float Read(ref WireReader reader) => reader.ReadSingle();

    public void Write(ref WireWriter writer, float value) => writer.WriteDouble(value);
}

/// <summary>An unsigned 8-bit integer as a list's element.</summary>
internal readonly struct UInt8Format : IWireFormat<byte>
{
    public byte Read(ref WireReader reader) => reader.ReadUInt8();

    public void Write(ref WireWriter writer, byte value) => writer.WriteUInt64(value);
}

/// <summary>An unsigned 16-bit integer as a list's element.</summary>
internal readonly struct UInt16Format : IWireFormat<ushort>
{
    public ushort Read(ref WireReader reader) => reader.ReadUInt16();

    public void Write(ref WireWriter writer, ushort value) => writer.WriteUInt64(value);
}

/// <summary>An unsigned 32-bit integer as a list's element.</summary>
internal readonly struct UInt32Format : IWireFormat<uint>
{
    public uint Read(ref WireReader reader) => reader.ReadUInt32();

    public void Write(ref WireWriter writer, uint value) => writer.WriteUInt64(value);
}

/// <summary>An unsigned 64-bit integer as a list's element.</summary>
internal readonly struct UInt64Format : IWireFormat<ulong>
{
    public ulong Read(ref WireReader reader) => reader.ReadUInt64();

    public void Write(ref WireWriter writer, ulong value) => writer.WriteUInt64(value);
}

/// <summary>A signed 16-bit integer as a list's element.</summary>
internal readonly struct Int16Format : IWireFormat<short>
{
    public short Read(ref WireReader reader) => reader.ReadInt16();

    public void Write(ref WireWriter writer, short value) => writer.WriteInt64(value);
}

/// <summary>A signed 32-bit integer as a list's element.</summary>
internal readonly struct Int32Format : IWireFormat<int>
{
    public int Read(ref WireReader reader) => reader.ReadInt32();

    public void Write(ref WireWriter writer, int value) => writer.WriteInt64(value);
}

/// <summary>A signed 64-bit integer as a list's element.</summary>
internal readonly struct Int64Format : IWireFormat<long>
{
    public long Read(ref WireReader reader) => reader.ReadInt64();

    public void Write(ref WireWriter writer, long value) => writer.WriteInt64(value);
}

/// <summary>A UUID, in whatever spelling, by itself or as a list's element.</summary>
internal readonly struct UuidFormat : IWireFormat<string>
{
    public string Read(ref WireReader reader) => reader.ReadUuid();

    public void Write(ref WireWriter writer, string value) => writer.WriteUuid(value);
}

/// <summary>A string that is not all white space, by itself or as a list's element.</summary>
internal readonly struct NotBlankFormat : IWireFormat<string>
{
    public string Read(ref WireReader reader) => reader.ReadNotBlank();

    public void Write(ref WireWriter writer, string value) => writer.WriteNotBlank(value);
}

/// <summary>An RFC 3339 time, by itself or as a list's element.</summary>
internal readonly struct TimestampFormat : IWireFormat<WireTimestamp>
{
    public WireTimestamp Read(ref WireReader reader) => reader.ReadTimestamp();

    public void Write(ref WireWriter writer, WireTimestamp value) => writer.WriteTimestamp(value);
}

/// <summary>An opaque value, its members sorted when written, as a list's element.</summary>
internal readonly struct SortedOpaqueFormat : IWireFormat<RawJson>
{
    public RawJson Read(ref WireReader reader) => reader.ReadRaw();

    public void Write(ref WireWriter writer, RawJson value) => writer.WriteOpaque(value, MemberOrder.Sorted);
}

/// <summary>An opaque value, its members in insertion order when written, as a list's element.</summary>
internal readonly struct InsertionOpaqueFormat : IWireFormat<RawJson>
{
    public RawJson Read(ref WireReader reader) => reader.ReadRaw();

    public void Write(ref WireWriter writer, RawJson value) => writer.WriteOpaque(value, MemberOrder.Insertion);
}

/// <summary>An opaque object, its members sorted when written, as a list's element.</summary>
internal readonly struct SortedOpaqueObjectFormat : IWireFormat<RawJson>
{
    public RawJson Read(ref WireReader reader) => reader.ReadRawObject();

    public void Write(ref WireWriter writer, RawJson value) => writer.WriteOpaqueObject(value, MemberOrder.Sorted);
}

/// <summary>An opaque object, its members in insertion order when written, as a list's element.</summary>
internal readonly struct InsertionOpaqueObjectFormat : IWireFormat<RawJson>
{
    public RawJson Read(ref WireReader reader) => reader.ReadRawObject();

    public void Write(ref WireWriter writer, RawJson value) => writer.WriteOpaqueObject(value, MemberOrder.Insertion);
}
