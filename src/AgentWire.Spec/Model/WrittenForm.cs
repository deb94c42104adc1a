namespace AgentWire.Spec.Model;

/// <summary>Finds out how the types of a dialect are written, for code that reads and writes them.</summary>
internal static class WrittenForm
{
    /// <summary>Returns an adjacent union by its name, or null for any other type.</summary>
    public static (UnionType Union, Tagging.Adjacent Tagging)? AdjacentOf(this Dialect dialect, string type) =>
        dialect.Find(type) is UnionType { Tagging: Tagging.Adjacent tagging } union ? (union, tagging) : null;

    /// <summary>Returns the external union that is the only content beside the tag, or null if there is none.</summary>
    public static string? EventOf(this Dialect dialect, Layout layout) =>
        layout.FlattenedUnion is { } union && dialect.AdjacentOf(union) is null ? union : null;

    /// <summary>Returns a layout in which each adjacent union beside other members is replaced by its two members.</summary>
    public static Layout Open(this Dialect dialect, Layout layout) =>
        layout with
        {
            Slots =
            [
                .. layout.Slots.SelectMany(slot =>
                    slot is FlattenedSlot flattened && dialect.AdjacentOf(flattened.Union) is var (union, tagging)
                        ?
                        [
                            new AdjacentSlot(tagging.Tag, union, IsTag: true),
                            new AdjacentSlot(tagging.Content, union, IsTag: false),
                        ]
                        : new[] { slot }
                ),
            ],
        };

    /// <summary>Returns whether a value contains members that are not sorted when it is written.</summary>
    public static bool HasDeclaredOrder(this Dialect dialect, TypeRef type) =>
        type switch
        {
            ListRef list => dialect.HasDeclaredOrder(list.Item),
            MapRef map => !dialect.MembersAreSorted || dialect.HasDeclaredOrder(map.Value),
            NamedRef named => dialect.Find(named.Name) is (ObjectType or UnionType) and { IsSorted: false },
            _ => false,
        };

    /// <summary>Returns the tag members of the unions that a union is flattened into. No variant of it can have such a name.</summary>
    public static IReadOnlyList<string> ReservedBeside(this Dialect dialect, UnionType union) =>
        [
            .. dialect
                .Types.OfType<UnionType>()
                .Where(outer =>
                    outer.Variants.Any(variant =>
                        variant.Payload is Payload.Members body && body.Layout.FlattenedUnion == union.Name
                    )
                )
                .Select(outer => outer.Tagging)
                .OfType<Tagging.Internal>()
                .Select(tagging => tagging.Tag)
                .Distinct(),
        ];

    /// <summary>
    /// Returns the numbers of the changes that have added and removed a part, in the dialect's list of changes, from 1. They are 0 and
    /// the greatest number if there are none.
    /// </summary>
    public static (int Since, int Until) NumbersOf(this Dialect dialect, VersionSpan versions) =>
        (
            versions.Since is { } since ? NumberOf(dialect, since) : 0,
            versions.Until is { } until ? NumberOf(dialect, until) : int.MaxValue
        );

    private static int NumberOf(Dialect dialect, ContractVersion version) =>
        dialect.Boundaries.TakeWhile(other => !other.Equals(version)).Count() + 1;
}
