using AgentWire.CompilerServices;

namespace AgentWire.Interpreter.Formats;

/// <summary>Reads and writes values that need no information of the model, with a format of the runtime.</summary>
internal sealed class RuntimeFormat<T, TFormat> : ValueFormat
    where T : notnull
    where TFormat : struct, IWireFormat<T>
{
    public override object? Read(ref WireReader reader) => default(TFormat).Read(ref reader);

    public override void Write(ref WireWriter writer, object value) => default(TFormat).Write(ref writer, (T)value);
}
