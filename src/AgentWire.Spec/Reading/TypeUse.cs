using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Finds the types that a type refers to, by name.</summary>
internal static class TypeUse
{
    /// <summary>Returns the types of members, items and payloads.</summary>
    public static IEnumerable<(string Name, Location Origin)> Values(NamedType type) =>
        type switch
        {
            ObjectType record => Values(record.Layout),
            UnionType union => union.Variants.SelectMany(Values),
            ListType list => Names(list.List).Select(name => (name, list.Origin)),
            _ => [],
        };

    /// <summary>Returns the unions whose variants are among the members of this type.</summary>
    public static IEnumerable<string> Flattened(NamedType type) =>
        Layouts(type).Select(layout => layout.FlattenedUnion).OfType<string>();

    /// <summary>Returns the object types whose members are among the members of this type.</summary>
    public static IEnumerable<string> Lifted(NamedType type) => Layouts(type).SelectMany(layout => layout.Lifted);

    private static IEnumerable<Layout> Layouts(NamedType type) =>
        type switch
        {
            ObjectType record => [record.Layout],
            UnionType union => union
                .Variants.Select(variant => variant.Payload)
                .OfType<Payload.Members>()
                .Select(body => body.Layout),
            _ => [],
        };

    private static IEnumerable<(string, Location)> Values(Variant variant) =>
        variant.Payload switch
        {
            Payload.Members members => Values(members.Layout),
            Payload.Value value => Names(value.Type).Select(name => (name, variant.Origin)),
            _ => [],
        };

    private static IEnumerable<(string, Location)> Values(Layout layout) =>
        layout.Members.SelectMany(member => Names(member.Type).Select(name => (name, member.Origin)));

    /// <summary>Returns the types in the value of a member, an item or a payload.</summary>
    public static IEnumerable<string> Names(TypeRef type) =>
        type switch
        {
            NamedRef named => [named.Name],
            ListRef list => Names(list.Item),
            MapRef map => Names(map.Value),
            _ => [],
        };
}
