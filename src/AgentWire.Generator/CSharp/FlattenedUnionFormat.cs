using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>
/// Writes the format of an external union that is beside the tag of another union: one member, whose name is the tag. As a document,
/// it is an object with this one member.
/// </summary>
internal sealed class FlattenedUnionFormat(CodeWriter code, UnionPlan union, ValueCodes values)
    : UnionFormat(code, union, values)
{
    public override void WriteUnion()
    {
        Code.Call("internal static readonly WireTags Tags = WireTags.External", TagLiterals, ";");
        Code.Line();
        WriteStandalone();
        Code.Line();
        WriteReadFlattened();
        Code.Line();
        WriteWriteFlattened();
        WriteReadUnits();
        WriteWriteValues();
        if (Union.IsOpen)
        {
            Code.Line();
            WriteReadUnknown("reader.ReadUnknownVariant(ref members, Tags, out string? tag, out RawJson json)");
        }
    }

    protected override void WriteContent(Variant variant) => BodyOf(variant).WriteWrite(Code, $"\"{variant.Tag}\":");

    private void WriteStandalone()
    {
        Code.Block(
            $"public {Union.Name}? Read(ref WireReader reader)",
            () =>
            {
                Code.Line("MemberCursor members = reader.BeginObject(Tags.Names);");
                Code.Line($"{Union.Name}? value = ReadFlattened(ref reader, ref members);");
                Code.Line("return reader.EndObject(ref members, required: 0) ? value : null;");
            }
        );
        Code.Line();
        Code.Block(
            $"public void Write(ref WireWriter writer, {Union.Name} value)",
            () =>
            {
                Code.Line("writer.WriteStart(\"{\"u8);");
                Code.Line("WriteFlattened(ref writer, value);");
                Code.Line("writer.WriteEnd();");
            }
        );
    }

    private void WriteReadFlattened()
    {
        Code.Doc("summary", "Reads the one member from the object at the current position.");
        Code.Block(
            $"internal static {Union.Name}? ReadFlattened(ref WireReader reader, ref MemberCursor members)",
            () =>
            {
                Code.Block("if (!reader.NextVariant(ref members, Tags))", () => Code.Line("return null;"));
                Code.Line();
                WriteReadSwitch($"{Union.Name}? value =", "members.Tag", ReadOf);
                Code.Line("reader.EndVariant(ref members);");
                Code.Line("return value;");
            }
        );
    }

    private void WriteWriteFlattened()
    {
        Code.Doc("summary", "Writes the one member into an object that is open.");
        Code.Block(
            $"internal static void WriteFlattened(ref WireWriter writer, {Union.Name}? value)",
            () =>
            {
                Code.Block(
                    "if (value is null)",
                    () => Code.Line($"throw writer.Refusal(\"a {Union.Name}\", \"null\");")
                );
                Code.Line();
                Code.Line("value.WriteVariant(ref writer);");
            }
        );
    }

    private void WriteWriteValues()
    {
        foreach (Variant variant in Union.Variants.Where(variant => !Plan.HasFile(variant)))
        {
            Code.Line();
            WriteWrite(
                variant,
                variant.Payload is Payload.Value payload
                    ? Values.Of(payload.Type).WriteMember(CSharpText.Utf8Literal($"\"{variant.Tag}\":"), "value.Value")
                    : $"writer.WriteLiteral({CSharpText.Utf8Literal($"\"{variant.Tag}\":null")});"
            );
        }
    }
}
