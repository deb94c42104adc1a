using AgentWire.CompilerServices;
using AgentWire.Interpreter.Formats;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Unions;

/// <summary>Reads and writes a union whose tag and content are two members, and whose last variant is the fallback.</summary>
internal sealed class AdjacentUnionFormat : UnionFormat, ITaggedFormat
{
    private readonly Tagging.Adjacent _tagging;
    private readonly WireNames _members;
    private readonly OpaqueFormat _other;

    public AdjacentUnionFormat(FormatTable formats, UnionType union, Tagging.Adjacent tagging)
        : base(formats, union)
    {
        _tagging = tagging;
        _members = new WireNames(tagging.Tag, tagging.Content);
        _other = new OpaqueFormat(new OpaqueRef(), formats.Opaque);
        Tags = new WireTags(tagging.Tag, TagTexts);
    }

    /// <summary>Gets the tags of the variants before the fallback.</summary>
    public WireTags Tags { get; }

    public override object? Read(ref WireReader reader)
    {
        AdjacentContent<object, AdjacentFormat> content = new(new AdjacentFormat(this));
        MemberCursor members = reader.BeginObject(_members);
        while (reader.NextMember(ref members))
        {
            _ = members.Index == 0 ? content.ReadTag(ref reader) : content.ReadContent(ref reader);
        }

        return reader.EndObject(ref members, required: 0b11) ? content.Value : null;
    }

    public override void Write(ref WireWriter writer, object value)
    {
        writer.WriteStart("{"u8);
        writer.WriteString(_tagging.Tag);
        writer.WriteLiteral(":"u8);
        WriteTagAlone(ref writer, value);
        writer.WriteSeparator();
        writer.WriteString(_tagging.Content);
        writer.WriteLiteral(":"u8);
        WriteContentAlone(ref writer, value);
        writer.WriteEnd();
    }

    /// <summary>Writes only the tag.</summary>
    public void WriteTagAlone(ref WireWriter writer, object value) =>
        writer.WriteString(
            value is VariantValue variant ? Union.Variants[variant.Index].Tag : ((FallbackValue)value).Tag
        );

    /// <summary>Writes only the content.</summary>
    public void WriteContentAlone(ref WireWriter writer, object value)
    {
        if (value is VariantValue variant)
        {
            Require(ref writer, variant);
            WriteContent(ref writer, variant);
        }
        else
        {
            _other.Write(ref writer, ((FallbackValue)value).Content);
        }
    }
}

/// <summary>Passes an adjacent union to the runtime, which reads its two members in either order.</summary>
/// <param name="union">The union, or null for an object that has none.</param>
internal readonly struct AdjacentFormat(AdjacentUnionFormat? union) : IAdjacentFormat<object>
{
    public WireTags Tags => union!.Tags;

    public object ReadContent(ref WireReader reader, int tag) => union!.ReadContent(ref reader, tag);

    public object Fallback(string tag, RawJson content) => new FallbackValue(tag, content);
}
