using AgentWire.CompilerServices;
using AgentWire.Interpreter.Formats;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Unions;

/// <summary>Reads and writes a union whose variant is determined by the kind of JSON.</summary>
internal sealed class KindUnionFormat(FormatTable formats, UnionType union) : UnionFormat(formats, union)
{
    private readonly Lazy<JsonKinds[]> _kinds = new(() =>
        [.. union.Variants.Select(variant => JsonKindsOf.Of(union, variant, formats.Dialect.Find))]
    );

    public override object? Read(ref WireReader reader)
    {
        JsonKinds kind = reader.PeekKind() switch
        {
            WireKind.String => JsonKinds.String,
            WireKind.Number => JsonKinds.Number,
            WireKind.Boolean => JsonKinds.Boolean,
            WireKind.Array => JsonKinds.List,
            WireKind.Object => JsonKinds.Object,
            _ => JsonKinds.None,
        };
        int variant = Array.FindIndex(_kinds.Value, kinds => (kinds & kind) != JsonKinds.None);
        return variant >= 0
            ? ReadContent(ref reader, variant)
            : reader.RefuseKind<object>(_kinds.Value.Aggregate((all, kinds) => all | kinds).InWords());
    }

    public override void Write(ref WireWriter writer, object value)
    {
        Require(ref writer, (VariantValue)value);
        WriteContent(ref writer, (VariantValue)value);
    }
}
