using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>
/// The codec of an external union that stands beside another's tag: one member, whose name is the tag. By itself it is the
/// object of that one member.
/// </summary>
internal sealed class FlattenedUnionFormat(CodeWriter code, UnionType union, ValueCodes values)
    : UnionFormat(code, union, values)
{
    public void Write()
    {
        Code.Call("internal static readonly WireTags Tags = WireTags.External", TagLiterals, ";");
        WriteNames();
        Code.Line();
        WriteStandalone();
        Code.Line();
        WriteReadFlattened();
        Code.Line();
        WriteWriteFlattened();
        foreach (Variant variant in Union.Variants)
        {
            Code.Line();
            WriteReadPayload(variant);
            if (variant.Payload is Payload.Members)
            {
                Code.Line();
                WriteWritePayload(variant, $"\"{variant.Tag}\":");
            }
        }

        if (Union.IsOpen)
        {
            Code.Line();
            WriteReadUnknown("reader.ReadUnknownVariant(ref members, Tags, out string? tag, out RawJson json)");
        }
    }

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
        Code.Doc("summary", "Reads the one member, in the object that the cursor stands in.");
        Code.Block(
            $"internal static {Union.Name}? ReadFlattened(ref WireReader reader, ref MemberCursor members)",
            () =>
            {
                Code.Block("if (!reader.NextVariant(ref members, Tags))", () => Code.Line("return null;"));
                Code.Line();
                WriteReadSwitch($"{Union.Name}? value =", "members.Tag", variant => $"Read{variant.Name}(ref reader)");
                Code.Line("reader.EndVariant(ref members);");
                Code.Line("return value;");
            }
        );
    }

    private void WriteWriteFlattened()
    {
        Code.Doc("summary", "Writes the one member, into an object that is open.");
        Code.Block(
            $"internal static void WriteFlattened(ref WireWriter writer, {Union.Name}? value)",
            () =>
            {
                Code.Block(
                    "switch (value?.Variant)",
                    () =>
                    {
                        Code.Line("case null:");
                        Code.Indented(() => Code.Line($"throw writer.Refusal(\"a {Union.Name}\", \"null\");"));
                        WriteWriteSwitch(
                            WriteCase,
                            $"writer.WriteMembers((({Union.Name}.{UnknownCode.Name})value).Json);"
                        );
                    }
                );
            }
        );
    }

    private void WriteCase(Variant variant)
    {
        switch (variant.Payload)
        {
            case Payload.Unit:
                Code.Line($"writer.WriteLiteral({CSharpText.Utf8Literal($"\"{variant.Tag}\":null")});");
                break;
            case Payload.Value payload:
                Code.Line($"writer.WriteLiteral({CSharpText.Utf8Literal($"\"{variant.Tag}\":")});");
                Code.Line($"{Values.Of(payload.Type).Write($"(({TypeOf(variant)})value).Value")};");
                break;
            default:
                Code.Line($"Write{variant.Name}(ref writer, ({TypeOf(variant)})value);");
                break;
        }
    }
}
