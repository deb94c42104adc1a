using AgentWire.CompilerServices;
using AgentWire.Interpreter.Formats;
using AgentWire.Interpreter.Objects;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Unions;

/// <summary>Reads and writes a union whose tag is beside the members of the variant.</summary>
internal sealed class InternalUnionFormat : UnionFormat, ITaggedFormat
{
    private readonly Lazy<IInternalBody[]> _bodies;

    public InternalUnionFormat(FormatTable formats, UnionType union, Tagging.Internal tagging)
        : base(formats, union)
    {
        Tags = new WireTags(tagging.Tag, TagTexts);
        _bodies = new Lazy<IInternalBody[]>(() =>
            [.. union.Variants.Select(variant => BodyOf(formats, tagging, variant))]
        );
    }

    public WireTags Tags { get; }

    public override object? Read(ref WireReader reader)
    {
        MemberCursor members = reader.BeginTagged(Tags);
        if (members.Tag >= 0)
        {
            return new VariantValue(members.Tag, _bodies.Value[members.Tag].Read(ref reader, ref members));
        }

        return !Union.IsOpen ? reader.RefuseTag<object>(ref members, Tags)
            : reader.ReadUnknown(ref members, out _, out RawJson json) ? new UnknownValue(json)
            : null;
    }

    public override void Write(ref WireWriter writer, object value)
    {
        if (value is VariantValue variant)
        {
            Require(ref writer, variant);
            _bodies.Value[variant.Index].Write(ref writer, variant.Content!);
        }
        else
        {
            writer.WriteRaw(((UnknownValue)value).Json);
        }
    }

    private IInternalBody BodyOf(FormatTable formats, Tagging.Internal tagging, Variant variant)
    {
        Layout layout = ((Payload.Members)variant.Payload).Layout;
        return formats.Dialect.EventOf(layout) is { } flattened
            ? new EventBody((FlattenedUnionFormat)formats.Of(flattened), tagging.Tag, variant.Tag!)
            : new MembersBody(new ObjectBody(formats, layout, Union.IsSorted, Tags));
    }

    /// <summary>What is beside the tag.</summary>
    private interface IInternalBody
    {
        object? Read(ref WireReader reader, ref MemberCursor members);

        void Write(ref WireWriter writer, object value);
    }

    /// <summary>Members beside the tag.</summary>
    private sealed class MembersBody(ObjectBody body) : IInternalBody
    {
        public object Read(ref WireReader reader, ref MemberCursor members)
        {
            members.Use(body.Names);
            return body.Read(ref reader, ref members);
        }

        public void Write(ref WireWriter writer, object value) => body.Write(ref writer, (ObjectValue)value);
    }

    /// <summary>The one member of a flattened union beside the tag.</summary>
    private sealed class EventBody(FlattenedUnionFormat union, string tagMember, string tag) : IInternalBody
    {
        public object? Read(ref WireReader reader, ref MemberCursor members)
        {
            object? value = union.ReadFlattened(ref reader, ref members);
            reader.EndObject(ref members, required: 0);
            return value;
        }

        public void Write(ref WireWriter writer, object value)
        {
            writer.WriteStart("{"u8);
            writer.WriteString(tagMember);
            writer.WriteLiteral(":"u8);
            writer.WriteString(tag);
            writer.WriteSeparator();
            union.WriteFlattened(ref writer, value);
            writer.WriteEnd();
        }
    }
}
