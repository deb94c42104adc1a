using static AgentWire.Spec.Compatibility.Level;

namespace AgentWire.Spec.Compatibility.Rules;

/// <summary>Rules for types.</summary>
internal static class TypeRules
{
    private static readonly RuleList Rules = new();

    public static IReadOnlyList<Rule> All => Rules.All;

    public static readonly Rule TypeAdded = Rules.Add(
        "type-added",
        Additive,
        "a type is added",
        "what refers to it is judged at its own place"
    );

    public static readonly Rule TypeRemoved = Rules.Add(
        "type-removed",
        BreaksWriters,
        "a type is removed",
        "a document or a part of this type is no longer read"
    );

    public static readonly Rule TypeRenamed = Rules.Add(
        "type-renamed",
        Documentation,
        "a type is renamed and keeps its form",
        "the names of types are not on the wire"
    );

    public static readonly Rule TypeChanged = Rules.Add(
        "type-changed",
        BreaksBoth,
        "a type changes its kind: object, union, list or string",
        "neither version reads the other's values"
    );

    public static readonly Rule SortingChanged = Rules.Add(
        "sorting-changed",
        BreaksWriters,
        "the members of a type become sorted, or no longer are",
        "the same value has other bytes; a reader accepts any order"
    );
}
