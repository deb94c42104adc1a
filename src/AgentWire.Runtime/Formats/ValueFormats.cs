using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>The format of a string as an element of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StringFormat : IWireFormat<string>
{
    /// <inheritdoc/>
    public string Read(ref WireReader reader) => reader.ReadString();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, string value) => writer.WriteString(value);
}

/// <summary>The format of a Boolean as an element of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BooleanFormat : IWireFormat<bool>
{
    /// <inheritdoc/>
    public bool Read(ref WireReader reader) => reader.ReadBoolean();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, bool value) => writer.WriteBoolean(value);
}

/// <summary>The format of a 64-bit float as an element of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DoubleFormat : IWireFormat<double>
{
    /// <inheritdoc/>
    public double Read(ref WireReader reader) => reader.ReadDouble();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, double value) => writer.WriteDouble(value);
}

/// <summary>The format of a 32-bit float, written as the 64-bit float of the same value, as an element of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SingleFormat : IWireFormat<float>
{
    /// <inheritdoc/>
    public float Read(ref WireReader reader) => reader.ReadSingle();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, float value) => writer.WriteDouble(value);
}

/// <summary>The format of an unsigned 8-bit integer as an element of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UInt8Format : IWireFormat<byte>
{
    /// <inheritdoc/>
    public byte Read(ref WireReader reader) => reader.ReadUInt8();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, byte value) => writer.WriteUInt64(value);
}

/// <summary>The format of an unsigned 16-bit integer as an element of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UInt16Format : IWireFormat<ushort>
{
    /// <inheritdoc/>
    public ushort Read(ref WireReader reader) => reader.ReadUInt16();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, ushort value) => writer.WriteUInt64(value);
}

/// <summary>The format of an unsigned 32-bit integer as an element of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UInt32Format : IWireFormat<uint>
{
    /// <inheritdoc/>
    public uint Read(ref WireReader reader) => reader.ReadUInt32();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, uint value) => writer.WriteUInt64(value);
}

/// <summary>The format of an unsigned 64-bit integer as an element of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UInt64Format : IWireFormat<ulong>
{
    /// <inheritdoc/>
    public ulong Read(ref WireReader reader) => reader.ReadUInt64();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, ulong value) => writer.WriteUInt64(value);
}

/// <summary>The format of a signed 16-bit integer as an element of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Int16Format : IWireFormat<short>
{
    /// <inheritdoc/>
    public short Read(ref WireReader reader) => reader.ReadInt16();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, short value) => writer.WriteInt64(value);
}

/// <summary>The format of a signed 32-bit integer as an element of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Int32Format : IWireFormat<int>
{
    /// <inheritdoc/>
    public int Read(ref WireReader reader) => reader.ReadInt32();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, int value) => writer.WriteInt64(value);
}

/// <summary>The format of a signed 64-bit integer as an element of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Int64Format : IWireFormat<long>
{
    /// <inheritdoc/>
    public long Read(ref WireReader reader) => reader.ReadInt64();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, long value) => writer.WriteInt64(value);
}

/// <summary>The format of a UUID, whose text is kept unchanged, as a document or as an element of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UuidFormat : IWireFormat<string>
{
    /// <inheritdoc/>
    public string Read(ref WireReader reader) => reader.ReadUuid();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, string value) => writer.WriteUuid(value);
}

/// <summary>The format of a string that is not only white space, as a document or as an element of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NotBlankFormat : IWireFormat<string>
{
    /// <inheritdoc/>
    public string Read(ref WireReader reader) => reader.ReadNotBlank();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, string value) => writer.WriteNotBlank(value);
}

/// <summary>The format of an RFC 3339 time, as a document or as an element of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TimestampFormat : IWireFormat<WireTimestamp>
{
    /// <inheritdoc/>
    public WireTimestamp Read(ref WireReader reader) => reader.ReadTimestamp();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, WireTimestamp value) => writer.WriteTimestamp(value);
}

/// <summary>The format of an opaque value as an element of a list. Its members are written in sorted order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SortedOpaqueFormat : IWireFormat<RawJson>
{
    /// <inheritdoc/>
    public RawJson Read(ref WireReader reader) => reader.ReadRaw();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, RawJson value) => writer.WriteOpaque(value, MemberOrder.Sorted);
}

/// <summary>The format of an opaque value as an element of a list. Its members are written in insertion order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct InsertionOpaqueFormat : IWireFormat<RawJson>
{
    /// <inheritdoc/>
    public RawJson Read(ref WireReader reader) => reader.ReadRaw();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, RawJson value) => writer.WriteOpaque(value, MemberOrder.Insertion);
}

/// <summary>The format of an opaque value that is not null as an element of a list. Its members are written in sorted order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SortedOpaqueNotNullFormat : IWireFormat<RawJson>
{
    /// <inheritdoc/>
    public RawJson Read(ref WireReader reader) => reader.ReadRawNotNull();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, RawJson value) => writer.WriteOpaqueNotNull(value, MemberOrder.Sorted);
}

/// <summary>The format of an opaque value that is not null as an element of a list. Its members are written in insertion order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct InsertionOpaqueNotNullFormat : IWireFormat<RawJson>
{
    /// <inheritdoc/>
    public RawJson Read(ref WireReader reader) => reader.ReadRawNotNull();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, RawJson value) => writer.WriteOpaqueNotNull(value, MemberOrder.Insertion);
}

/// <summary>The format of an opaque object as an element of a list. Its members are written in sorted order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SortedOpaqueObjectFormat : IWireFormat<RawJson>
{
    /// <inheritdoc/>
    public RawJson Read(ref WireReader reader) => reader.ReadRawObject();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, RawJson value) => writer.WriteOpaqueObject(value, MemberOrder.Sorted);
}

/// <summary>The format of an opaque object as an element of a list. Its members are written in insertion order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct InsertionOpaqueObjectFormat : IWireFormat<RawJson>
{
    /// <inheritdoc/>
    public RawJson Read(ref WireReader reader) => reader.ReadRawObject();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, RawJson value) => writer.WriteOpaqueObject(value, MemberOrder.Insertion);
}

/// <summary>The format of a map, whose entries are written in their order.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <typeparam name="TFormat">The wire format of a value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MapFormat<T, TFormat> : IWireFormat<WireMap<T>>
    where TFormat : struct, IWireFormat<T>
{
    /// <inheritdoc/>
    public WireMap<T> Read(ref WireReader reader) => reader.ReadMap<T, TFormat>();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, WireMap<T> value) => writer.WriteMap<T, TFormat>(value);
}

/// <summary>The format of a map, whose entries are written in the order of their names.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <typeparam name="TFormat">The wire format of a value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SortedMapFormat<T, TFormat> : IWireFormat<WireMap<T>>
    where TFormat : struct, IWireFormat<T>
{
    /// <inheritdoc/>
    public WireMap<T> Read(ref WireReader reader) => reader.ReadMap<T, TFormat>();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, WireMap<T> value) => writer.WriteSortedMap<T, TFormat>(value);
}

/// <summary>A list by itself.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TFormat">How an element stands on the wire.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ListFormat<T, TFormat> : IWireFormat<WireList<T>>
    where TFormat : struct, IWireFormat<T>
{
    /// <inheritdoc/>
    public WireList<T> Read(ref WireReader reader) => reader.ReadList<T, TFormat>();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, WireList<T> value) => writer.WriteList<T, TFormat>(value);
}
