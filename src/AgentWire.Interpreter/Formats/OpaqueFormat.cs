using AgentWire.CompilerServices;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Formats;

/// <summary>Reads and writes opaque JSON.</summary>
internal sealed class OpaqueFormat(OpaqueRef type, MemberOrder order) : ValueFormat
{
    public override object Read(ref WireReader reader) =>
        type.IsObject ? reader.ReadRawObject()
        : type.IsNotNull ? reader.ReadRawNotNull()
        : reader.ReadRaw();

    public override void Write(ref WireWriter writer, object value) => writer.WriteOpaque((RawJson)value, order);
}
