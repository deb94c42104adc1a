using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>
/// What can be read on a union's base: the tag if the union has one, the unknown members if a variant keeps them, and
/// each member that all variants have with the same name and type. It does not matter whether the member is required.
/// </summary>
internal sealed class BaseMembers
{
    private readonly DialectPlan _plan;
    private readonly UnionType _union;
    private readonly Scope _scope;

    /// <param name="plan">The dialect of the union.</param>
    /// <param name="union">The union.</param>
    public BaseMembers(DialectPlan plan, UnionType union)
    {
        _plan = plan;
        _union = union;
        _scope = new Scope(plan, union);
        Shared = [.. SharedNames().Select(name => new BaseMember(plan, union, _scope, name, MembersCalled(name)))];
    }

    public bool HasTag => _union.Tagging.HasTag;

    public bool HasExtra => _union.Variants.Any(Keeps);

    /// <summary>Gets the members that all variants have.</summary>
    public IReadOnlyList<BaseMember> Shared { get; }

    public bool IsEmpty => !HasTag && !HasExtra && Shared.Count == 0;

    /// <summary>Gets the names that variants inherit from the base: its properties and their interface.</summary>
    public IReadOnlyCollection<string> Inherited =>
        field ??= [
            .. IsEmpty ? Array.Empty<string>() : [AddedNames.Shared],
            .. HasTag ? [AddedNames.Tag] : Array.Empty<string>(),
            .. HasExtra ? [AddedNames.Extra] : Array.Empty<string>(),
            .. Shared.Select(member => member.Name),
        ];

    /// <summary>Returns whether a variant has a property for unknown members.</summary>
    public bool Keeps(Variant variant) => LayoutOf(variant) is { Map: null };

    private Layout? LayoutOf(Variant variant) =>
        variant is { IsFallback: false, Payload: Payload.Members { Layout: var layout } }
        && _plan.Dialect.EventOf(layout) is null
            ? layout
            : null;

    private IEnumerable<string> SharedNames() =>
        from member in MembersOf(_union.Variants[0])
        let name = NameOf(_union.Variants[0], member)
        where !_scope.IsNested(name) && !NameChecks.IsTakenInUnion(_union, name)
        let all = MembersCalled(name)
        where all.Count == _union.Variants.Count && all.Select(each => _scope.TypeOf(each.Type)).Distinct().Count() == 1
        where !_scope.IsNested(BaseMember.FormatOf(member.Type, _plan, _scope))
        select name;

    private IReadOnlyList<Member> MembersCalled(string name) =>
        [.. _union.Variants.SelectMany(variant => MembersOf(variant).Where(member => NameOf(variant, member) == name))];

    private string NameOf(Variant variant, Member member) => _plan.NameOf(member, variant.Name);

    private IEnumerable<Member> MembersOf(Variant variant) =>
        LayoutOf(variant) is { } layout
            ? layout
                .Members.Where(member => member.Type is not ConstantRef && member != layout.Map)
                .DistinctBy(member => member.Name)
            : [];
}
