using AgentWire.Spec.Files;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Generator.Tests;

/// <summary>Reads specifications into models.</summary>
internal static class Models
{
    public static Dialect Read(string spec, string dialect)
    {
        FindingList findings = new();
        Dialect? model = SpecFolder
            .Load(spec, findings)
            .Where(source => source.Name == dialect)
            .Select(source => DialectReader.Read(source, findings))
            .Single();
        findings.ThrowIfAny();
        return model.ShouldNotBeNull();
    }

    public static Variant Variant(this Dialect dialect, string union, string name) =>
        dialect.Find<UnionType>(union).Variants.Single(variant => variant.Name == name);

    public static Layout Layout(this Variant variant) => variant.Payload.ShouldBeOfType<Payload.Members>().Layout;

    public static Member Member(this Layout layout, string name) =>
        layout.Members.Single(member => member.Name == name);

    public static Member Member(this Dialect dialect, string type, string name) =>
        dialect.Find<ObjectType>(type).Layout.Member(name);

    /// <summary>Returns one word for each place: the tag as <c>#</c>, a mirror as <c>~</c>, a flattened union as <c>+</c>, an envelope in braces.</summary>
    public static string Sketch(this Layout layout) =>
        string.Join(
            " ",
            layout.Slots.Select(slot =>
                slot switch
                {
                    TagSlot tag => $"#{tag.WireName}",
                    FlattenedSlot flattened => $"+{flattened.Union}",
                    MirrorSlot mirror => $"~{mirror.WireName}",
                    EnvelopeSlot envelope =>
                        $"{envelope.WireName}{(envelope.IsRequired ? "" : "?")}{{{envelope.Layout.Sketch()}}}",
                    _ => slot.WireName,
                }
            )
        );
}
