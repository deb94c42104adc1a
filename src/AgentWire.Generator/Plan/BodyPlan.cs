using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>The members of a type or variant, as its format reads and writes them.</summary>
internal sealed class BodyPlan
{
    private readonly HashSet<string> _mirrored;

    /// <param name="plan">The dialect.</param>
    /// <param name="layout">The content of the object.</param>
    /// <param name="owner">The type or variant that the members belong to.</param>
    /// <param name="name">The start of the names of methods and fields, or an empty string for the body of a type.</param>
    /// <param name="isSorted">Whether the members are sorted when written.</param>
    /// <param name="shared">The code that it can share with other bodies.</param>
    public BodyPlan(DialectPlan plan, Layout layout, string owner, string name, bool isSorted, SharedParts shared)
    {
        Plan = plan;
        Owner = owner;
        IsSorted = isSorted;
        Shared = shared;
        layout = plan.Dialect.Open(layout);
        KeepsUnknown = layout.KeepsUnknown;
        Members = [.. layout.Members];
        _mirrored = [.. layout.Mirrors.Select(member => member.Path)];
        Root = new BodyPart(this, name, [], isSorted ? layout.Sorted() : layout);
        HoldsUnsorted = Members.Any(member => plan.Dialect.HasDeclaredOrder(member.Type));
        shared.Add(Root);
    }

    public DialectPlan Plan { get; }
    public string Owner { get; }

    /// <summary>Gets whether the members are sorted when written.</summary>
    public bool IsSorted { get; }

    /// <summary>Gets whether the value of a member contains members that are not sorted.</summary>
    public bool HoldsUnsorted { get; }

    /// <summary>Gets whether unknown members are kept, whatever the options of a reader are.</summary>
    public bool KeepsUnknown { get; }
    public SharedParts Shared { get; }

    /// <summary>Gets the facts, in the order of the schema.</summary>
    public IReadOnlyList<Member> Members { get; }
    public BodyPart Root { get; }

    /// <summary>Returns whether a fact has more than one place.</summary>
    public bool IsMirrored(Member member) => _mirrored.Contains(member.Path);
}
