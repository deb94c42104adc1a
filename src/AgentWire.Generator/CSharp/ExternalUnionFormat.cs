using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>
/// Writes the format of an external union that is a value of its own: an object with one member, whose name is the tag, or for a
/// variant without a body only the tag as a string.
/// </summary>
internal sealed class ExternalUnionFormat(CodeWriter code, UnionPlan union, ValueCodes values)
    : UnionFormat(code, union, values)
{
    public override void WriteUnion()
    {
        Code.Call("internal static readonly WireTags Tags = WireTags.External", TagLiterals, ";");
        Code.Line();
        WriteRead();
        Code.Line();
        Code.Line($"public void Write(ref WireWriter writer, {Union.Name} value) => value.WriteVariant(ref writer);");
        foreach (Variant variant in Union.Variants.Where(variant => !Plan.HasFile(variant)))
        {
            Code.Line();
            if (variant.Payload is Payload.Unit)
            {
                WriteWrite(variant, $"writer.WriteLiteral({CSharpText.Utf8Literal($"\"{variant.Tag}\"")});");
            }
            else
            {
                WriteWrite(variant, () => WriteContent(variant));
            }
        }

        if (Union.IsOpen)
        {
            Code.Line();
            WriteReadUnknown("reader.ReadUnknownExternal(ref members, Tags, out string? tag, out RawJson json)");
        }
    }

    private void WriteRead() =>
        Code.Block(
            $"public {Union.Name}? Read(ref WireReader reader)",
            () =>
            {
                Code.Line($"MemberCursor members = reader.BeginExternal(Tags, units: {Units()});");
                WriteReadSwitch(
                    $"{Union.Name}? value =",
                    "members.Tag",
                    variant => variant.Payload is Payload.Unit ? $"new {TypeOf(variant)}()" : ReadOf(variant)
                );
                Code.Line("return reader.EndExternal(ref members) ? value : null;");
            }
        );

    private string Units() => CSharpText.Bits(Union.Variants.Select(variant => variant.Payload is Payload.Unit));

    protected override void WriteContent(Variant variant)
    {
        Code.Line($"writer.WriteStart({CSharpText.Utf8Literal($"{{\"{variant.Tag}\":")});");
        if (variant.Payload is Payload.Value payload)
        {
            Code.Line(Values.Of(payload.Type).WriteValue("value.Value"));
        }
        else
        {
            BodyOf(variant).WriteWrite(Code);
        }

        Code.Line("writer.WriteEnd();");
    }
}
