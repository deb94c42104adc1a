using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>The members of a type or variant, as its codec reads and writes them.</summary>
internal sealed class BodyPlan
{
    private readonly HashSet<string> _mirrored;

    /// <param name="plan">The dialect.</param>
    /// <param name="layout">What stands in the object.</param>
    /// <param name="owner">The type or variant that the members belong to.</param>
    /// <param name="name">What methods and fields are called after; empty for a type's own body.</param>
    /// <param name="isSorted">Whether the members are sorted when written.</param>
    /// <param name="shared">What it may have in common with other bodies.</param>
    public BodyPlan(DialectPlan plan, Layout layout, string owner, string name, bool isSorted, SharedParts shared)
    {
        Plan = plan;
        Owner = owner;
        IsSorted = isSorted;
        Shared = shared;
        layout = plan.Open(layout);
        Members = [.. layout.Members];
        _mirrored = [.. layout.Mirrors.Select(member => member.Path)];
        Root = new BodyPart(this, name, [], isSorted ? layout.Sorted() : layout);
        HoldsUnsorted = Members.Any(member => plan.HasDeclaredOrder(member.Type));
        shared.Add(Root);
    }

    public DialectPlan Plan { get; }
    public string Owner { get; }

    /// <summary>Whether the members are sorted when written.</summary>
    public bool IsSorted { get; }

    /// <summary>Whether a member's value holds members that are not.</summary>
    public bool HoldsUnsorted { get; }
    public SharedParts Shared { get; }

    /// <summary>The facts, in the order of the schema.</summary>
    public IReadOnlyList<Member> Members { get; }
    public BodyPart Root { get; }

    /// <summary>Whether more places than one have a fact.</summary>
    public bool IsMirrored(Member member) => _mirrored.Contains(member.Path);
}
