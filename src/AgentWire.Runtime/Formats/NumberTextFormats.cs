using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>The format of an opaque value whose numbers keep their text, as an element of a list. Its members are written in sorted order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SortedNumberTextOpaqueFormat : IWireFormat<RawJson>
{
    /// <inheritdoc/>
    public RawJson Read(ref WireReader reader) => reader.ReadRaw();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, RawJson value) => writer.WriteOpaque(value, MemberOrder.SortedNumberText);
}

/// <summary>The format of an opaque value that is not null whose numbers keep their text, as an element of a list. Its members are written in sorted order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SortedNumberTextOpaqueNotNullFormat : IWireFormat<RawJson>
{
    /// <inheritdoc/>
    public RawJson Read(ref WireReader reader) => reader.ReadRawNotNull();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, RawJson value) =>
        writer.WriteOpaqueNotNull(value, MemberOrder.SortedNumberText);
}

/// <summary>The format of an opaque object whose numbers keep their text, as an element of a list. Its members are written in sorted order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SortedNumberTextOpaqueObjectFormat : IWireFormat<RawJson>
{
    /// <inheritdoc/>
    public RawJson Read(ref WireReader reader) => reader.ReadRawObject();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, RawJson value) =>
        writer.WriteOpaqueObject(value, MemberOrder.SortedNumberText);
}

/// <summary>The format of an opaque value whose numbers keep their text, as an element of a list. Its members are written in insertion order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct InsertionNumberTextOpaqueFormat : IWireFormat<RawJson>
{
    /// <inheritdoc/>
    public RawJson Read(ref WireReader reader) => reader.ReadRaw();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, RawJson value) =>
        writer.WriteOpaque(value, MemberOrder.InsertionNumberText);
}

/// <summary>The format of an opaque value that is not null whose numbers keep their text, as an element of a list. Its members are written in insertion order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct InsertionNumberTextOpaqueNotNullFormat : IWireFormat<RawJson>
{
    /// <inheritdoc/>
    public RawJson Read(ref WireReader reader) => reader.ReadRawNotNull();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, RawJson value) =>
        writer.WriteOpaqueNotNull(value, MemberOrder.InsertionNumberText);
}

/// <summary>The format of an opaque object whose numbers keep their text, as an element of a list. Its members are written in insertion order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct InsertionNumberTextOpaqueObjectFormat : IWireFormat<RawJson>
{
    /// <inheritdoc/>
    public RawJson Read(ref WireReader reader) => reader.ReadRawObject();

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, RawJson value) =>
        writer.WriteOpaqueObject(value, MemberOrder.InsertionNumberText);
}
