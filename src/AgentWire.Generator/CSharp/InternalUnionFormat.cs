using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the format of a union whose tag is beside the members of the variant.</summary>
internal sealed class InternalUnionFormat(CodeWriter code, UnionPlan union, Tagging.Internal tagging, ValueCodes values)
    : UnionFormat(code, union, values)
{
    private static readonly string[] ReadParameters = ["ref WireReader reader", "ref MemberCursor members"];

    public override void WriteUnion()
    {
        Code.Call(
            "internal static readonly WireTags Tags = new",
            [CSharpText.Literal(tagging.Tag), .. TagLiterals],
            ";"
        );
        Code.Line();
        Code.Block(
            $"public {Union.Name}? Read(ref WireReader reader)",
            () =>
            {
                Code.Line("MemberCursor members = reader.BeginTagged(Tags);");
                WriteReadSwitch("return", "members.Tag", ReadOfVariant);
            }
        );
        Code.Line();
        Code.Line($"public void Write(ref WireWriter writer, {Union.Name} value) => value.WriteVariant(ref writer);");
        foreach (Variant variant in Union.Variants.Where(Plan.IsTagAlone))
        {
            Code.Line();
            WriteWrite(variant, () => BodyOf(variant).WriteWrite(Code, tags: "Tags"));
        }

        if (!Union.IsOpen)
        {
            return;
        }

        Code.Line();
        WriteReadUnknown("reader.ReadUnknown(ref members, out string? tag, out RawJson json)");
    }

    private string ReadOfVariant(Variant variant) =>
        Plan.IsTagAlone(variant)
            ? $"new {TypeOf(variant)} {{ {AddedNames.Extra} = reader.EndWithoutMembers(ref members) }}"
            : $"Read{variant.Name}(ref reader, ref members)";

    protected override void WriteMembers(Variant variant)
    {
        if (Plan.EventOf(variant) is { } flattened)
        {
            WriteFlattened(variant, flattened);
            return;
        }

        BodyCode body = BodyOf(variant);
        WriteRead(
            variant,
            () => body.WriteRead(Code, TypeOf(variant), body.HasMembers ? $"members.Use({body.NamesField});" : null)
        );
        body.WriteReadEnvelopes(Code);
        Code.Line();
        WriteWrite(variant, () => body.WriteWrite(Code, tags: "Tags"));
    }

    private void WriteFlattened(Variant variant, string flattened)
    {
        string local = LocalNames.Of(flattened);
        WriteRead(
            variant,
            () =>
            {
                Code.Line($"{flattened}? {local} = {flattened}Format.ReadFlattened(ref reader, ref members);");
                Code.Line("reader.EndObject(ref members, required: 0);");
                Code.Line($"return new {TypeOf(variant)} {{ Event = {local}! }};");
            }
        );
        Code.Line();
        WriteWrite(
            variant,
            () =>
            {
                string start = $"{{\"{tagging.Tag}\":\"{variant.Tag}\",";
                Code.Line($"writer.WriteStart({CSharpText.Utf8Literal(start)});");
                Code.Line($"{flattened}Format.WriteFlattened(ref writer, value.Event);");
                Code.Line("writer.WriteEnd();");
            }
        );
    }

    private void WriteRead(Variant variant, Action body)
    {
        Code.Method($"private static {TypeOf(variant)} Read{variant.Name}", ReadParameters, body);
    }
}
