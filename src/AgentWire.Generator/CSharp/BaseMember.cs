using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>A member that all variants of a union have, as a property of the base.</summary>
/// <param name="plan">The dialect of the union.</param>
/// <param name="union">The union.</param>
/// <param name="values">The C# of the types inside it.</param>
/// <param name="name">The name of the property.</param>
/// <param name="members">The members of the variants, one for each variant.</param>
internal sealed class BaseMember(
    DialectPlan plan,
    UnionType union,
    ValueCodes values,
    string name,
    IReadOnlyList<Member> members
)
{
    private readonly ValueCode _value = values.Of(members[0].Type);

    public string Name => name;

    /// <summary>Gets the description that most variants have.</summary>
    public string Description =>
        members.GroupBy(member => member.Description).OrderByDescending(group => group.Count()).First().Key;

    /// <summary>Gets the widest type. It is nullable if that of a variant is, or if a variant can lack the member.</summary>
    public string Type => IsNullable ? $"{_value.Type}?" : _value.Type;

    private bool IsNullable => union.IsOpen || members.Any(member => TypeOf(member).EndsWith('?'));

    /// <summary>Gets the expression that finds the value in an unknown variant, at any of the places where a known variant has it.</summary>
    public string InUnknown
    {
        get
        {
            string find =
                $"UnknownVariant.Find{(_value.IsReference ? "" : "Value")}<{_value.Type}, {FormatOf(members[0].Type, plan, values)}>";
            return string.Join(" ?? ", Places.Select(place => $"{find}(Json, {string.Join(", ", place)})"));
        }
    }

    /// <summary>Returns whether the property of a variant cannot implement the property of the base, because its type differs.</summary>
    public bool DiffersIn(Variant variant)
    {
        string type = TypeOf(members[((List<Variant>)[.. union.Variants]).IndexOf(variant)]);
        return type != Type && !(_value.IsReference && $"{type}?" == Type);
    }

    /// <summary>Returns the format that reads the type without its bounds.</summary>
    public static string FormatOf(TypeRef type, DialectPlan plan, ValueCodes values) =>
        type switch
        {
            StringRef => "StringFormat",
            IntegerRef integer => $"{IntegerShape.Of(integer)!.Clr}Format",
            ConstantRef => "Int32Format",
            ListRef list => $"ListFormat<{values.Of(list.Item).Type}, {FormatOf(list.Item, plan, values)}>",
            _ => plan.FormatOf(type)!,
        };

    private string TypeOf(Member member) =>
        new MemberCode(member, name, "", values.Of(member.Type), mirror: null, hiding: "").Type;

    /// <summary>Gets the names that lead from the JSON of an unknown variant to the member, the shortest path first.</summary>
    private IEnumerable<string[]> Places =>
        union
            .Variants.SelectMany(variant => PlacesIn(variant, ((Payload.Members)variant.Payload).Layout, []))
            .Select(place => (string[])[.. Start, .. place.Select(CSharpText.Literal)])
            .DistinctBy(place => string.Join(", ", place))
            .OrderBy(place => place.Length);

    private IEnumerable<string> Start =>
        union.Tagging switch
        {
            Tagging.External => [BaseMembers.Tag],
            Tagging.Adjacent adjacent => [CSharpText.Literal(adjacent.Content)],
            _ => [],
        };

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
