using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>
/// Finds the values for which the library has no format, because they have bounds of their own, where one is needed: as an item
/// of a list or a value of a map, as a fact with more than one place, and as a member that can be absent or null. Values of one shape
/// share a format.
/// </summary>
internal static class BoundedFormats
{
    /// <summary>Returns the name of the format of a value with bounds, which describes the value.</summary>
    public static string NameOf(TypeRef type) => $"{WordsOf(type)}Format";

    /// <summary>Returns whether a value has bounds that the formats of the library do not check.</summary>
    public static bool HasBounds(TypeRef type) =>
        type switch
        {
            StringRef text => text.HasLength,
            IntegerRef integer => IntegerShape.Of(integer).IsNarrower,
            ListRef list => list.MinItems > 0,
            _ => false,
        };

    /// <summary>Returns each value with bounds that needs a format, and where it is used first.</summary>
    public static IEnumerable<(TypeRef Type, Location Origin)> In(Dialect dialect) =>
        dialect.Types.SelectMany(In).DistinctBy(found => NameOf(found.Type));

    private static IEnumerable<(TypeRef Type, Location Origin)> In(NamedType type) =>
        type switch
        {
            ObjectType record => In(record.Layout),
            UnionType union => union.Variants.SelectMany(In),
            ScalarType scalar => In(scalar.Text).Select(each => (each, scalar.Origin)),
            ListType list => In(list.List).Select(each => (each, list.Origin)),
            _ => [],
        };

    private static IEnumerable<(TypeRef, Location)> In(Variant variant) =>
        variant.Payload switch
        {
            Payload.Members members => In(members.Layout),
            Payload.Value value => InItems(value.Type).Select(each => (each, variant.Origin)),
            _ => [],
        };

    private static IEnumerable<(TypeRef, Location)> In(Layout layout)
    {
        HashSet<string> mirrored = [.. layout.Mirrors.Select(fact => fact.Path)];
        return layout.Members.SelectMany(member =>
            (member.IsWireOptional() || mirrored.Contains(member.Path) ? In(member.Type) : InItems(member.Type)).Select(
                each => (each, member.Origin)
            )
        );
    }

    private static IEnumerable<TypeRef> In(TypeRef type) =>
        HasBounds(type) ? InItems(type).Append(type) : InItems(type);

    private static IEnumerable<TypeRef> InItems(TypeRef type) =>
        type switch
        {
            ListRef list => In(list.Item),
            MapRef map => In(map.Value),
            _ => [],
        };

    private static string WordsOf(TypeRef type) =>
        type switch
        {
            StringRef text => $"String{WordsOf(text.MinLength is 0 ? null : text.MinLength, text.MaxLength)}",
            BooleanRef => "Boolean",
            IntegerRef integer => WordsOf(integer, IntegerShape.Of(integer)),
            NumberRef number => number.IsWidened ? "Single" : "Double",
            OpaqueRef opaque => opaque.IsObject ? "JsonObject"
            : opaque.IsNotNull ? "JsonNotNull"
            : "Json",
            ListRef list => $"ListOf{WordsOf(list.Item)}{WordsOf(list.MinItems > 0 ? list.MinItems : null, null)}",
            MapRef map => $"MapOf{WordsOf(map.Value)}",
            NamedRef named => named.Name,
            _ => throw new NotSupportedException($"{type} should have been refused before"),
        };

    private static string WordsOf(int? least, int? most) =>
        (least, most) switch
        {
            (null, null) => "",
            (null, _) => $"AtMost{most}",
            (_, null) => $"AtLeast{least}",
            _ => $"{least}To{most}",
        };

    private static string WordsOf(IntegerRef integer, IntegerShape shape) =>
        shape.IsNarrower
            ? $"{shape.Clr}From{integer.Minimum}To{integer.Maximum}".Replace("-", "Minus", StringComparison.Ordinal)
            : shape.Clr;
}
