using AgentWire.CompilerServices;
using AgentWire.Interpreter.Formats;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Unions;

/// <summary>
/// Reads and writes an external union that is a value of its own: an object with one member, whose name is the tag, or for a variant
/// without a body only the tag as a string.
/// </summary>
internal sealed class ExternalUnionFormat : UnionFormat, ITaggedFormat
{
    // One bit for each variant without a body.
    private readonly ulong _units;

    public ExternalUnionFormat(FormatTable formats, UnionType union)
        : base(formats, union)
    {
        Tags = WireTags.External(TagTexts);
        for (int index = 0; index < union.Variants.Count; index++)
        {
            _units |= HasContent(index) ? 0 : 1UL << index;
        }
    }

    public WireTags Tags { get; }

    public override object? Read(ref WireReader reader)
    {
        MemberCursor members = reader.BeginExternal(Tags, _units);
        object? value =
            members.Tag < 0 ? ReadUnknown(ref reader, ref members)
            : HasContent(members.Tag) ? ReadContent(ref reader, members.Tag)
            : new VariantValue(members.Tag, null);
        return reader.EndExternal(ref members) ? value : null;
    }

    public override void Write(ref WireWriter writer, object value)
    {
        if (value is not VariantValue variant)
        {
            writer.WriteRaw(((UnknownValue)value).Json);
            return;
        }

        Require(ref writer, variant);
        if (!HasContent(variant.Index))
        {
            writer.WriteString(Union.Variants[variant.Index].Tag);
        }
        else
        {
            writer.WriteStart("{"u8);
            writer.WriteString(Union.Variants[variant.Index].Tag);
            writer.WriteLiteral(":"u8);
            WriteContent(ref writer, variant);
            writer.WriteEnd();
        }
    }

    private object? ReadUnknown(ref WireReader reader, ref MemberCursor members) =>
        !Union.IsOpen ? reader.RefuseTag<object>(ref members, Tags)
        : reader.ReadUnknownExternal(ref members, Tags, out _, out RawJson json) ? new UnknownValue(json)
        : null;
}
