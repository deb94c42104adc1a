using AgentWire.CompilerServices;
using AgentWire.Interpreter.Formats;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Objects;

/// <summary>Reads and writes objects with known members.</summary>
internal sealed class ObjectFormat(FormatTable formats, Layout layout, bool isSorted) : ValueFormat
{
    // The types of members can refer to this type, so that its members are looked at when they are needed.
    private readonly Lazy<ObjectBody> _body = new(() => new ObjectBody(formats, layout, isSorted));

    public override object Read(ref WireReader reader)
    {
        MemberCursor members = reader.BeginObject(_body.Value.Names);
        return _body.Value.Read(ref reader, ref members);
    }

    public override void Write(ref WireWriter writer, object value) =>
        _body.Value.Write(ref writer, (ObjectValue)value);
}
