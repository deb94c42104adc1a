using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the format of a union whose tag and content are two members, and whose last variant is the fallback.</summary>
internal sealed class AdjacentUnionFormat(CodeWriter code, UnionPlan union, Tagging.Adjacent tagging, ValueCodes values)
    : UnionFormat(code, union, values)
{
    private readonly Variant _fallback = union.Union.Fallback!;

    private IEnumerable<Variant> Typed => Union.Variants.Where(variant => !variant.IsFallback);

    public override void WriteUnion()
    {
        Code.Call(
            "internal static readonly WireTags Tags = new",
            [CSharpText.Literal(tagging.Tag), .. Typed.Select(variant => CSharpText.Literal(variant.Tag!))],
            ";"
        );
        Code.Line(
            $"private static readonly WireNames Members = new({CSharpText.Literal(tagging.Tag)}, {CSharpText.Literal(tagging.Content)});"
        );
        Code.Line();
        Code.Line($"WireTags IAdjacentFormat<{Union.Name}>.Tags => Tags;");
        Code.Line();
        WriteRead();
        Code.Line();
        WriteReadContent();
        Code.Line();
        WriteWrite();
        Code.Line();
        WriteWriteTag();
        Code.Line();
        WriteWriteContent();
        WriteReadUnits();
    }

    private void WriteRead()
    {
        Code.Block(
            $"public {Union.Name}? Read(ref WireReader reader)",
            () =>
            {
                Code.Line($"{AdjacentCode.ReaderOf(Union)} content = default;");
                Code.Line("MemberCursor members = reader.BeginObject(Members);");
                Code.Block(
                    "while (reader.NextMember(ref members))",
                    () =>
                        Code.Block(
                            "_ = members.Index switch",
                            () =>
                            {
                                Code.Line("0 => content.ReadTag(ref reader),");
                                Code.Line("1 => content.ReadContent(ref reader),");
                                Code.Line("_ => false,");
                            },
                            "};"
                        )
                );
                Code.Line();
                Code.Line("return reader.EndObject(ref members, required: 0b11) ? content.Value : null;");
            }
        );
    }

    private void WriteReadContent()
    {
        Code.Line($"public {Union.Name}? ReadContent(ref WireReader reader, int tag) =>");
        Code.Indented(() =>
            Code.Block(
                "tag switch",
                () =>
                {
                    int place = 0;
                    foreach (Variant variant in Typed)
                    {
                        Code.Line($"{place++} => {ReadOf(variant)},");
                    }

                    Code.Line("_ => null,");
                },
                "};"
            )
        );
        Code.Line();
        Code.Line(
            $"public {Union.Name} Fallback(string tag, RawJson content) => new {TypeOf(_fallback)}(tag, content);"
        );
    }

    private void WriteWrite()
    {
        Code.Block(
            $"public void Write(ref WireWriter writer, {Union.Name} value)",
            () =>
            {
                Code.Line($"writer.WriteStart({CSharpText.Utf8Literal($"{{\"{tagging.Tag}\":")});");
                Code.Line("WriteTag(ref writer, value);");
                Code.Line($"writer.WriteLiteral({CSharpText.Utf8Literal($",\"{tagging.Content}\":")});");
                Code.Line("WriteContent(ref writer, value);");
                Code.Line("writer.WriteEnd();");
            }
        );
    }

    private void WriteWriteTag()
    {
        Code.Doc("summary", "Writes only the tag.");
        WriteSwitch(
            "WriteTag",
            variant =>
                [
                    variant.IsFallback
                        ? $"writer.WriteString((({TypeOf(variant)})value).{CSharpNames.Pascal(tagging.Tag)});"
                        : $"writer.WriteLiteral({CSharpText.Utf8Literal($"\"{variant.Tag}\"")});",
                ]
        );
    }

    private void WriteWriteContent()
    {
        Code.Doc("summary", "Writes only the content.");
        WriteSwitch(
            "WriteContent",
            variant =>
                variant.Payload is Payload.Value payload
                    ?
                    [
                        .. RequireOf(variant) is { } statement ? [statement] : Array.Empty<string>(),
                        Values.Of(payload.Type).WriteValue($"(({TypeOf(variant)})value).{ContentOf(variant)}"),
                    ]
                    : [$"Write{variant.Name}(ref writer, ({TypeOf(variant)})value);"]
        );
    }

    private string ContentOf(Variant variant) =>
        variant.IsFallback ? CSharpNames.Pascal(tagging.Content) : AddedNames.Value;

    private void WriteSwitch(string method, Func<Variant, IEnumerable<string>> write) =>
        Code.Block(
            $"internal static void {method}(ref WireWriter writer, {Union.Name}? value)",
            () =>
                Code.Block(
                    "switch (value?.Variant)",
                    () =>
                    {
                        Code.Line("case null:");
                        Code.Indented(() => Code.Line($"throw writer.Refusal(\"a {Union.Name}\", \"null\");"));
                        for (int place = 0; place < Union.Variants.Count; place++)
                        {
                            WriteCase($"case {place}:", write(Union.Variants[place]));
                        }
                    }
                )
        );

    private void WriteCase(string label, IEnumerable<string> statements)
    {
        Code.Line(label);
        Code.Indented(() =>
        {
            foreach (string statement in statements)
            {
                Code.Line(statement);
            }

            Code.Line("break;");
        });
    }
}
