using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>A member that all variants of a union have, as a property of the base.</summary>
/// <param name="plan">The dialect of the union.</param>
/// <param name="union">The union.</param>
/// <param name="scope">The types inside it.</param>
/// <param name="name">The name of the property.</param>
/// <param name="members">The members of the variants, one for each variant.</param>
internal sealed class BaseMember(
    DialectPlan plan,
    UnionType union,
    Scope scope,
    string name,
    IReadOnlyList<Member> members
)
{
    public string Name => name;

    /// <summary>Gets the description that most variants have.</summary>
    public string Description =>
        members.GroupBy(member => member.Description).OrderByDescending(group => group.Count()).First().Key;

    /// <summary>Gets the type of the value.</summary>
    public CSharpType Value { get; } = scope.TypeOf(members[0].Type);

    /// <summary>Gets the format that reads the value without its bounds.</summary>
    public string Format => FormatOf(members[0].Type, plan, scope);

    /// <summary>Gets whether the property is nullable: that of a variant is, or a variant can lack the member.</summary>
    public bool IsNullable => union.IsOpen || members.Any(member => member.HasNull() || member.IsWireOptional());

    /// <summary>
    /// Gets the names that lead from the members of a variant to any of the places where a known variant has the member. The
    /// shortest path is first.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> Places =>
        [
            .. union
                .Variants.SelectMany(variant => PlacesIn(variant, ((Payload.Members)variant.Payload).Layout, []))
                .DistinctBy(place => string.Join('\0', place))
                .OrderBy(place => place.Length),
        ];

    /// <summary>Returns whether the property of a variant cannot implement the property of the base, because its type differs.</summary>
    public bool DiffersIn(Variant variant) =>
        IsOptionalIn(variant) || (IsNullable && !Value.IsReference && !MemberOf(variant).HasNull());

    /// <summary>Returns whether the property of a variant can be absent, null or a value. On the base, null is like absent.</summary>
    public bool IsOptionalIn(Variant variant) => MemberOf(variant).IsWireOptional();

    /// <summary>Returns the format that reads the type without its bounds.</summary>
    public static string FormatOf(TypeRef type, DialectPlan plan, Scope scope) =>
        type switch
        {
            StringRef => "StringFormat",
            IntegerRef integer => $"{IntegerShape.Of(integer).Clr}Format",
            ListRef list => $"ListFormat<{scope.TypeOf(list.Item).Name}, {FormatOf(list.Item, plan, scope)}>",
            MapRef map => plan.MapFormatOf(scope.TypeOf(map.Value), FormatOf(map.Value, plan, scope)),
            _ => plan.FormatOf(type),
        };

    private Member MemberOf(Variant variant) => members[((List<Variant>)[.. union.Variants]).IndexOf(variant)];

    private IEnumerable<string[]> PlacesIn(Variant variant, Layout layout, string[] path) =>
        layout.Slots.SelectMany(slot =>
            slot switch
            {
                MemberSlot own when plan.NameOf(own.Member, variant.Name) == name =>
                [
                    [.. path, slot.WireName],
                ],
                MirrorSlot mirror when plan.NameOf(mirror.Of, variant.Name) == name =>
                [
                    [.. path, slot.WireName],
                ],
                EnvelopeSlot envelope => PlacesIn(variant, envelope.Layout, [.. path, slot.WireName]),
                _ => Enumerable.Empty<string[]>(),
            }
        );
}
