using AgentWire.CompilerServices;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Formats;

/// <summary>Reads and writes the values of a closed set of strings.</summary>
internal sealed class StringSetFormat(StringSet set) : ValueFormat
{
    private readonly WireNames _values = new([.. set.Values.Select(value => value.Text)]);

    public override object Read(ref WireReader reader) => reader.ReadValue(_values);

    public override void Write(ref WireWriter writer, object value) => writer.WriteValue(_values, (int)value);
}
