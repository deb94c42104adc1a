using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Generator.CSharp;

/// <summary>
/// Writes the properties of a union's base. The property of a variant has the setter, and hides that of the base. The base reads
/// it through an interface that all variants implement, most of them with that property.
/// </summary>
internal sealed class BaseMembersCode(UnionType union, BaseMembers members)
{
    /// <summary>Gets the interface in the declaration of a variant.</summary>
    public string Implemented => members.IsEmpty ? "" : $", {AddedNames.Shared}";

    /// <summary>Writes the properties of the base, each after an empty line.</summary>
    public void WriteBase(CodeWriter code)
    {
        string ofUnknown = union.IsOpen ? " For an unknown variant, the value in its JSON, or null." : "";
        if (members.HasTag)
        {
            WriteProperty(code, "string", AddedNames.Tag, "Gets the tag, which identifies the variant.");
        }

        if (members.HasExtra)
        {
            string whole = union.IsOpen
                ? " Empty for an unknown variant, which keeps all of its members in its JSON."
                : "";
            string kept = union.Variants.Any(KeepsUnknown) ? ", or in a variant that always keeps them" : "";
            WriteProperty(
                code,
                "RawMembers",
                AddedNames.Extra,
                $"Gets the unknown members. Empty unless read with <see cref=\"UnknownMemberHandling.Preserve\"/>{kept}.{whole}"
            );
        }

        foreach (BaseMember member in members.Shared)
        {
            WriteProperty(code, TypeOf(member), member.Name, CSharpText.Xml(member.Description) + ofUnknown);
        }

        if (!members.IsEmpty)
        {
            code.Line();
            code.Block(
                $"private interface {AddedNames.Shared}",
                () =>
                {
                    foreach ((string type, string name) in Properties)
                    {
                        code.Line($"{type} {name} {{ get; }}");
                    }
                }
            );
        }
    }

    /// <summary>Writes the members of the interface that the properties of a variant do not implement, and an empty line.</summary>
    public void WriteVariant(CodeWriter code, Variant variant)
    {
        List<string> lines = [];
        if (members.HasTag)
        {
            string tag = variant.Tag is { } text
                ? CSharpText.Literal(text)
                : CSharpNames.Pascal(((Tagging.Adjacent)union.Tagging).Tag);
            lines.Add($"string {AddedNames.Shared}.{AddedNames.Tag} => {tag};");
        }

        if (members.HasExtra && !members.Keeps(variant))
        {
            lines.Add(NoExtra);
        }

        lines.AddRange(
            members
                .Shared.Where(member => member.DiffersIn(variant))
                .Select(member => $"{TypeOf(member)} {AddedNames.Shared}.{member.Name} => {ValueIn(variant, member)};")
        );
        Write(code, lines);
    }

    /// <summary>Writes the members of the interface for the unknown variant, and an empty line.</summary>
    public void WriteUnknown(CodeWriter code) =>
        Write(
            code,
            [
                .. members.HasExtra ? [NoExtra] : Array.Empty<string>(),
                .. members.Shared.Select(member =>
                    $"{TypeOf(member)} {AddedNames.Shared}.{member.Name} => {InUnknown(member)};"
                ),
            ]
        );

    /// <summary>Returns the expression of a variant's member whose type differs from that of the base.</summary>
    private static string ValueIn(Variant variant, BaseMember member) =>
        !member.IsOptionalIn(variant) ? member.Name
        : member.Value.IsReference ? $"{member.Name}.Value"
        : $"{member.Name}.HasValue ? {member.Name}.Value : null";

    private static bool KeepsUnknown(Variant variant) =>
        variant.Payload is Payload.Members { Layout.KeepsUnknown: true };

    private static string NoExtra => $"RawMembers {AddedNames.Shared}.{AddedNames.Extra} => default;";

    private IEnumerable<(string Type, string Name)> Properties =>
        [
            .. members.HasTag ? [("string", AddedNames.Tag)] : Array.Empty<(string, string)>(),
            .. members.HasExtra ? [("RawMembers", AddedNames.Extra)] : Array.Empty<(string, string)>(),
            .. members.Shared.Select(member => (TypeOf(member), member.Name)),
        ];

    private static string TypeOf(BaseMember member) => member.IsNullable ? $"{member.Value.Name}?" : member.Value.Name;

    /// <summary>Returns the expression that finds the value of a member in an unknown variant.</summary>
    private string InUnknown(BaseMember member)
    {
        string find =
            $"UnknownVariant.Find{(member.Value.IsReference ? "" : "Value")}<{member.Value.Name}, {member.Format}>";
        return string.Join(
            " ?? ",
            member.Places.Select(place =>
                $"{find}(Json, {string.Join(", ", Start.Concat(place.Select(CSharpText.Literal)))})"
            )
        );
    }

    /// <summary>Gets the expressions of the names that lead from the JSON of an unknown variant to its members.</summary>
    private IEnumerable<string> Start =>
        union.Tagging switch
        {
            Tagging.External => [AddedNames.Tag],
            Tagging.Adjacent adjacent => [CSharpText.Literal(adjacent.Content)],
            _ => [],
        };

    private static void Write(CodeWriter code, List<string> lines)
    {
        foreach (string line in lines)
        {
            code.Line(line);
        }

        if (lines.Count > 0)
        {
            code.Line();
        }
    }

    private static void WriteProperty(CodeWriter code, string type, string name, string summary)
    {
        code.Line();
        code.Doc("summary", summary);
        code.Line($"public {type} {name} => (({AddedNames.Shared})this).{name};");
    }
}
