using AgentWire.Fuzzing.Corpus;
using AgentWire.Spec.Model;

namespace AgentWire.Fuzzing.Fuzzing;

/// <summary>Says in which ways a value of a dialect can change when it is written and read again.</summary>
/// <param name="TriesShapes">A value with a duplicate member fits no shape that has this member, but fits it when it is written with the member once.</param>
/// <param name="SortsEntries">The entries of maps and the members that are kept by contract are written in another order than they were read.</param>
internal sealed record Leeway(bool TriesShapes, bool SortsEntries)
{
    public static Leeway Of(string dialect) => Of(Contract.Dialect(dialect));

    private static Leeway Of(Dialect dialect) =>
        new(
            dialect
                .Types.OfType<UnionType>()
                .Any(union => union.Tagging is Tagging.Untagged || union.Fallback is not null),
            (dialect.MembersAreSorted || dialect.Types.Any(type => type.IsSorted))
                && dialect.Types.SelectMany(LayoutsOf).Any(HasAnyNames)
        );

    private static IEnumerable<Layout> LayoutsOf(NamedType type) =>
        type switch
        {
            ObjectType record => [record.Layout],
            UnionType union => union
                .Variants.Select(variant => variant.Payload)
                .OfType<Payload.Members>()
                .Select(body => body.Layout),
            _ => [],
        };

    private static bool HasAnyNames(Layout layout) =>
        layout.KeepsUnknown || layout.Members.Any(member => HasMap(member.Type));

    private static bool HasMap(TypeRef type) => type is MapRef || (type is ListRef list && HasMap(list.Item));
}
