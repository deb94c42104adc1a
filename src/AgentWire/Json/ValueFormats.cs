namespace AgentWire.Json;

/// <summary>A string as a list's element.</summary>
internal readonly struct StringFormat : IWireFormat<string>
{
    public string Read(ref WireReader reader) => reader.ReadString();

    public void Write(ref WireWriter writer, string value) => writer.WriteString(value);
}

/// <summary>An unsigned 64-bit integer as a list's element.</summary>
internal readonly struct UInt64Format : IWireFormat<ulong>
{
    public ulong Read(ref WireReader reader) => reader.ReadUInt64();

    public void Write(ref WireWriter writer, ulong value) => writer.WriteUInt64(value);
}

/// <summary>An opaque value as a list's element.</summary>
internal readonly struct RawJsonFormat : IWireFormat<RawJson>
{
    public RawJson Read(ref WireReader reader) => reader.ReadRaw();

    public void Write(ref WireWriter writer, RawJson value) => writer.WriteRaw(value);
}
