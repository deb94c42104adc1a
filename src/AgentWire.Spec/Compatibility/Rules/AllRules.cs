namespace AgentWire.Spec.Compatibility.Rules;

/// <summary>
/// All rules, in the order of docs/wire-review.md. A rule says whom a change breaks. The <c>…Diff</c> files decide which rule a
/// difference belongs to.
/// </summary>
internal static class AllRules
{
    public static IReadOnlyList<Rule> List { get; } =
    [
        .. DialectRules.All,
        .. TypeRules.All,
        .. UnionRules.All,
        .. MemberRules.All,
        .. ValueRules.All,
        .. VectorRules.All,
        .. WordingRules.All,
    ];
}
