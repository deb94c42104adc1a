using AgentWire.CompilerServices;
using AgentWire.Interpreter.Formats;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Unions;

/// <summary>
/// Reads and writes an external union that is beside the tag of another union: one member, whose name is the tag. As a document, it is
/// an object with this one member.
/// </summary>
internal sealed class FlattenedUnionFormat : UnionFormat, ITaggedFormat
{
    public FlattenedUnionFormat(FormatTable formats, UnionType union)
        : base(formats, union) => Tags = WireTags.External(TagTexts);

    public WireTags Tags { get; }

    public override object? Read(ref WireReader reader)
    {
        MemberCursor members = reader.BeginObject(Tags.Names);
        object? value = ReadFlattened(ref reader, ref members);
        return reader.EndObject(ref members, required: 0) ? value : null;
    }

    /// <summary>Reads the one member from the object at the current position.</summary>
    public object? ReadFlattened(ref WireReader reader, ref MemberCursor members)
    {
        if (!reader.NextVariant(ref members, Tags))
        {
            return null;
        }

        object? value =
            members.Tag >= 0 ? ReadContent(ref reader, members.Tag)
            : !Union.IsOpen ? reader.RefuseTag<object>(ref members, Tags)
            : reader.ReadUnknownVariant(ref members, Tags, out _, out RawJson json) ? new UnknownValue(json)
            : null;
        reader.EndVariant(ref members);
        return value;
    }

    public override void Write(ref WireWriter writer, object value)
    {
        writer.WriteStart("{"u8);
        WriteFlattened(ref writer, value);
        writer.WriteEnd();
    }

    /// <summary>Writes the one member into an object that is open.</summary>
    public void WriteFlattened(ref WireWriter writer, object value)
    {
        if (value is VariantValue variant)
        {
            Require(ref writer, variant);
            writer.WriteString(Union.Variants[variant.Index].Tag);
            writer.WriteLiteral(":"u8);
            WriteContent(ref writer, variant);
        }
        else
        {
            writer.WriteMembers(((UnknownValue)value).Json);
        }
    }
}
