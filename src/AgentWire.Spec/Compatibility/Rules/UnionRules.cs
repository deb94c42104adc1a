using static AgentWire.Spec.Compatibility.Level;

namespace AgentWire.Spec.Compatibility.Rules;

/// <summary>Rules for unions: the tagging and the variants.</summary>
internal static class UnionRules
{
    private static readonly RuleList Rules = new();

    public static IReadOnlyList<Rule> All => Rules.All;

    public static readonly Rule TaggingChanged = Rules.Add(
        "tagging-changed",
        BreaksBoth,
        "the tagging of a union changes: its kind, the name of its tag or content, `flattened`",
        "the variants are distinguished in another way"
    );

    public static readonly Rule UnionOpened = Rules.Add(
        "union-opened",
        Additive,
        "a union keeps unknown tags that it refused",
        "more is read, and nothing is written differently"
    );

    public static readonly Rule UnionClosed = Rules.Add(
        "union-closed",
        BreaksWriters,
        "a union refuses unknown tags that it kept",
        "a peer with more variants is refused"
    );

    public static readonly Rule FallbackAdded = Rules.Add(
        "fallback-added",
        Additive,
        "a union gets a fallback",
        "values that fit no variant are read"
    );

    public static readonly Rule FallbackRemoved = Rules.Add(
        "fallback-removed",
        BreaksWriters,
        "a union no longer has a fallback",
        "values that fit no variant are refused"
    );

    public static readonly Rule VariantAdded = Rules.Add(
        "variant-added",
        Additive,
        "a variant is added to a union that accepts unknown tags",
        "an older reader keeps it as unknown"
    );

    public static readonly Rule VariantAddedToClosedUnion = Rules.Add(
        "variant-added-to-closed-union",
        BreaksReaders,
        "a variant is added to a union that refuses unknown tags, or to a union without tags",
        "an older reader refuses it"
    );

    public static readonly Rule VariantRemoved = Rules.Add(
        "variant-removed",
        BreaksWriters,
        "a variant is removed",
        "a writer that sends it is refused, or it is kept as unknown and not understood"
    );

    public static readonly Rule TagRenamed = Rules.Add(
        "tag-renamed",
        BreaksBoth,
        "a variant gets another tag, with the same body and the same description or C# name",
        "neither version knows the other's tag"
    );

    public static readonly Rule PayloadChanged = Rules.Add(
        "payload-changed",
        BreaksBoth,
        "the body of a variant changes its kind: nothing, an object, one value",
        "neither version reads the other's body"
    );

    public static readonly Rule BranchOrderChanged = Rules.Add(
        "branch-order-changed",
        BreaksWriters,
        "the branches of an untagged union are tried in another order",
        "a value that fits two of them is read as another variant than was written"
    );
}
