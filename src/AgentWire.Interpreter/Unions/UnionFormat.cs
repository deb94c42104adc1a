using AgentWire.CompilerServices;
using AgentWire.Interpreter.Formats;
using AgentWire.Interpreter.Objects;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Unions;

/// <summary>A format of values that contain their tag.</summary>
internal interface ITaggedFormat
{
    WireTags Tags { get; }
}

/// <summary>The common parts of the formats of unions.</summary>
internal abstract class UnionFormat(FormatTable formats, UnionType union) : ValueFormat
{
    // Variants can refer to the union, so that their contents are looked at when they are needed.
    private readonly Lazy<ValueFormat[]> _contents = new(() =>
        [.. union.Variants.Select(variant => ContentOf(formats, union, variant))]
    );

    private readonly Versioned[] _versions =
    [
        .. union.Variants.Select(variant => new Versioned(variant.Path, variant.Versions, formats.Dialect)),
    ];

    protected UnionType Union => union;

    protected Dialect Dialect => formats.Dialect;

    protected string[] TagTexts => [.. union.Variants.Select(variant => variant.Tag).OfType<string>()];

    protected bool HasContent(int variant) => union.Variants[variant].Payload is not Payload.Unit;

    /// <summary>Reads the content of a variant.</summary>
    public VariantValue ReadContent(ref WireReader reader, int variant) =>
        new(variant, _contents.Value[variant].Read(ref reader));

    /// <summary>Refuses a variant that the peer does not have.</summary>
    protected void Require(ref WireWriter writer, VariantValue value) => _versions[value.Index].Require(ref writer);

    /// <summary>Writes the content of a variant.</summary>
    protected void WriteContent(ref WireWriter writer, VariantValue value) =>
        _contents.Value[value.Index].Write(ref writer, value.Content!);

    private static ValueFormat ContentOf(FormatTable formats, UnionType union, Variant variant) =>
        variant.Payload switch
        {
            Payload.Members members => new ObjectFormat(formats, members.Layout, union.IsSorted),
            Payload.Value value => formats.Of(value.Type),
            _ => new UnitFormat(),
        };
}

/// <summary>Reads and writes the content of a variant that has none: null.</summary>
internal sealed class UnitFormat : ValueFormat
{
    public override object? Read(ref WireReader reader)
    {
        reader.ExpectNull();
        return null;
    }

    public override void Write(ref WireWriter writer, object value) => writer.WriteNull();
}
