using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>A union as C# has it: the bodies of its variants, and what these have in common.</summary>
internal sealed class UnionPlan
{
    private readonly DialectPlan _plan;
    private readonly Dictionary<Variant, BodyPlan> _bodies = [];

    public UnionPlan(DialectPlan plan, UnionType union)
    {
        _plan = plan;
        Union = union;
        SharedParts shared = new();
        foreach (Variant variant in union.Variants)
        {
            if (variant.Payload is Payload.Members { Layout: var layout } && EventOf(variant) is null)
            {
                _bodies.Add(variant, new BodyPlan(plan, layout, variant.Name, variant.Name, union.IsSorted, shared));
            }
        }
    }

    public UnionType Union { get; }

    /// <summary>The members of a variant; null where it has none of its own.</summary>
    public BodyPlan? BodyOf(Variant variant) => _bodies.GetValueOrDefault(variant);

    /// <summary>The external union whose variant is all that a variant carries beside its tag; null where there is none.</summary>
    public string? EventOf(Variant variant) =>
        variant.Payload is Payload.Members { Layout: var layout } ? _plan.EventOf(layout) : null;

    /// <summary>Whether a variant has nothing but its tag, among whose members unknown ones may stand.</summary>
    public bool IsTagAlone(Variant variant) =>
        Union.Tagging is Tagging.Internal && BodyOf(variant) is { Root.Slots.Count: 0 };

    /// <summary>Whether a variant has a file of its own: its content is an object that has members.</summary>
    public bool HasFile(Variant variant) =>
        variant is { IsFallback: false, Payload: Payload.Members } && !IsTagAlone(variant);
}
