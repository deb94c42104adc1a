using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the <c>Unknown</c> variant of an open union, which keeps messages with an unknown tag.</summary>
internal static class UnknownCode
{
    public static void WriteType(
        CodeWriter code,
        DialectPlan plan,
        UnionType union,
        BaseMembersCode baseMembers,
        Action attribute
    )
    {
        code.Doc("summary", "A variant that this contract does not know. It keeps the whole value.");
        attribute();
        code.Block(
            $"public sealed record {AddedNames.Unknown} : {union.Name}{baseMembers.Implemented}",
            () =>
            {
                code.Block(
                    $"internal {AddedNames.Unknown}(string tag, RawJson json)",
                    () =>
                    {
                        code.Line($"{AddedNames.Tag} = tag;");
                        code.Line("Json = json;");
                    }
                );
                code.Line();
                code.Doc("summary", "Gets the tag, which is not one of the known tags.");
                code.Line($"public new string {AddedNames.Tag} {{ get; }}");
                code.Line();
                code.Doc("summary", $"{Whole(union)}.");
                code.Line("public RawJson Json { get; }");
                code.Line();
                PrintMembersMethod.Write(code, isVariant: true, [AddedNames.Tag, "Json"]);
                code.Line();
                baseMembers.WriteUnknown(code);
                code.Line(
                    $"internal override void WriteVariant(ref WireWriter writer) => writer.{(union.IsFlattened ? "WriteMembers" : "WriteRaw")}(Json);"
                );
                code.Line();
                code.Doc("summary", "Creates an unknown variant from a whole value, including the tag.");
                code.Doc(
                    "exception cref=\"ArgumentException\"",
                    "exception",
                    "The value has no tag, or its tag is a known tag."
                );
                string reserved = plan.Dialect.ReservedBeside(union) is [var tag] ? $", {CSharpText.Literal(tag)}" : "";
                string method = union is { Tagging: Tagging.External, IsFlattened: false } ? "TagOfExternal" : "TagOf";
                code.Line(
                    $"public static {AddedNames.Unknown} Create(RawJson json) => new(UnknownVariant.{method}(json, {union.Name}Format.Tags{reserved}), json);"
                );
            }
        );
    }

    private static string Whole(UnionType union) =>
        union switch
        {
            { Tagging: Tagging.External, IsFlattened: true } =>
                "Gets the whole value: an object with one member, whose name is the tag",
            { Tagging: Tagging.External } =>
                "Gets the whole value: an object with one member, whose name is the tag, or the tag as a string",
            _ => "Gets the whole value, including the tag",
        };
}
