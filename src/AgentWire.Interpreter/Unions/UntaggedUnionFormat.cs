using AgentWire.CompilerServices;
using AgentWire.Interpreter.Formats;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Unions;

/// <summary>Reads and writes an untagged union, whose variants are tried in order.</summary>
internal sealed class UntaggedUnionFormat(FormatTable formats, UnionType union) : UnionFormat(formats, union)
{
    public override object? Read(ref WireReader reader)
    {
        WireReader attempt = reader;
        object? value = ReadContent(ref attempt, 0);
        for (int variant = 1; variant < Union.Variants.Count && attempt.FailedByShape; variant++)
        {
            attempt.Retry(reader);
            value = ReadContent(ref attempt, variant);
        }

        if (attempt.FailedByShape)
        {
            attempt.Retry(reader);
            attempt.FailShapes(Union.Name);
        }

        reader = attempt;
        return value;
    }

    public override void Write(ref WireWriter writer, object value)
    {
        Require(ref writer, (VariantValue)value);
        WriteContent(ref writer, (VariantValue)value);
    }
}
