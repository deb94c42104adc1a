using System.ComponentModel;
using AgentWire.Runtime.Text;

namespace AgentWire.CompilerServices;

/// <summary>The format of a JSON Pointer (RFC 6901), whose text is kept unchanged.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct JsonPointerTextFormat : IWireFormat<string>
{
    /// <inheritdoc/>
    public string Read(ref WireReader reader) => reader.ReadText(TextForm.JsonPointer);

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, string value) => writer.WriteText(value, TextForm.JsonPointer);
}

/// <summary>The format of an RFC 3339 date, whose text is kept unchanged.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTextFormat : IWireFormat<string>
{
    /// <inheritdoc/>
    public string Read(ref WireReader reader) => reader.ReadText(TextForm.Date);

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, string value) => writer.WriteText(value, TextForm.Date);
}

/// <summary>The format of an RFC 3339 time of day with an offset, whose text is kept unchanged.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TimeTextFormat : IWireFormat<string>
{
    /// <inheritdoc/>
    public string Read(ref WireReader reader) => reader.ReadText(TextForm.Time);

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, string value) => writer.WriteText(value, TextForm.Time);
}

/// <summary>The format of an RFC 3339 date and time with an offset, whose text is kept unchanged.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeTextFormat : IWireFormat<string>
{
    /// <inheritdoc/>
    public string Read(ref WireReader reader) => reader.ReadText(TextForm.DateTime);

    /// <inheritdoc/>
    public void Write(ref WireWriter writer, string value) => writer.WriteText(value, TextForm.DateTime);
}
