using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>A union in C#: the bodies of its variants, and the code that they share.</summary>
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

    /// <summary>Gets what can be read on the base.</summary>
    public BaseMembers Base => field ??= new BaseMembers(_plan, Union);

    /// <summary>Gets the kinds of JSON that the values can have.</summary>
    public JsonKinds Kinds => JsonKindsOf.Of(new NamedRef(Union.Name), _plan.Dialect.Find);

    /// <summary>Returns the kinds of JSON that the values of a variant can have.</summary>
    public JsonKinds KindsOf(Variant variant) => JsonKindsOf.Of(Union, variant, _plan.Dialect.Find);

    /// <summary>Returns the members of a variant, or null if it has none of its own.</summary>
    public BodyPlan? BodyOf(Variant variant) => _bodies.GetValueOrDefault(variant);

    /// <summary>Returns the external union that is the only content of a variant beside its tag, or null if there is none.</summary>
    public string? EventOf(Variant variant) =>
        variant.Payload is Payload.Members { Layout: var layout } ? _plan.Dialect.EventOf(layout) : null;

    /// <summary>Returns whether a variant has no member besides its tag. Unknown members are allowed, but not kept by contract.</summary>
    public bool IsTagAlone(Variant variant) =>
        Union.Tagging is Tagging.Internal
        && BodyOf(variant) is { Root.Slots.Count: 0, Root.Layout.Map: null, KeepsUnknown: false };

    /// <summary>Returns whether a variant has its own file, which is true if its content is an object with members.</summary>
    public bool HasFile(Variant variant) =>
        variant is { IsFallback: false, Payload: Payload.Members } && !IsTagAlone(variant);
}
