using System.Globalization;
using System.Text;
using AgentWire.CompilerServices;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Formats;

/// <summary>Reads and writes a value that is always the same. It is represented by <see langword="true"/>.</summary>
internal sealed class ConstantFormat : ValueFormat
{
    private readonly ConstantRef _constant;

    // The text of a string without its quotes, or the digits of an integer.
    private readonly byte[] _text;

    public ConstantFormat(ConstantRef constant)
    {
        _constant = constant;
        _text = Encoding.UTF8.GetBytes(
            constant switch
            {
                ConstantRef.Text text => text.Value,
                ConstantRef.Integer integer => integer.Value.ToString(CultureInfo.InvariantCulture),
                _ => "",
            }
        );
    }

    public override object Read(ref WireReader reader) =>
        _constant switch
        {
            ConstantRef.Text => reader.ReadConstantString(_text),
            ConstantRef.Integer => reader.ReadConstantInteger(_text),
            _ => reader.ReadConstantBoolean(((ConstantRef.Boolean)_constant).Value),
        };

    public override void Write(ref WireWriter writer, object value)
    {
        switch (_constant)
        {
            case ConstantRef.Text text:
                writer.WriteString(text.Value);
                break;
            case ConstantRef.Integer:
                writer.WriteLiteral(_text);
                break;
            case ConstantRef.Boolean boolean:
                writer.WriteBoolean(boolean.Value);
                break;
        }
    }
}
