using AgentWire.CompilerServices;

namespace AgentWire.Interpreter.Formats;

/// <summary>Reads and writes the values of one type of the model.</summary>
internal abstract class ValueFormat
{
    /// <summary>Reads a value. The result is used only if the reader has not failed.</summary>
    public abstract object? Read(ref WireReader reader);

    /// <summary>Writes a value that this format has read.</summary>
    public abstract void Write(ref WireWriter writer, object value);
}

/// <summary>Passes the format of a type to the runtime, for documents and for what is in lists and maps.</summary>
internal readonly struct AnyFormat(ValueFormat format) : IWireFormat<object>
{
    public object? Read(ref WireReader reader) => format.Read(ref reader);

    public void Write(ref WireWriter writer, object value) => format.Write(ref writer, value);
}
