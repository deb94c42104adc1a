using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>The variant of an open union that keeps what the contract does not know.</summary>
internal static class UnknownCode
{
    public const string Name = "Unknown";

    public static void WriteType(CodeWriter code, Dialect dialect, UnionType union, Action attribute)
    {
        code.Doc("summary", "A variant that this contract does not know, kept as it came.");
        attribute();
        code.Block(
            $"public sealed record {Name} : {union.Name}",
            () =>
            {
                code.Block(
                    $"internal {Name}(string tag, RawJson json)",
                    () =>
                    {
                        code.Line("Tag = tag;");
                        code.Line("Json = json;");
                    }
                );
                code.Line();
                code.Doc("summary", "The tag, which is none of the known ones.");
                code.Line("public string Tag { get; }");
                code.Line();
                code.Doc("summary", $"{Whole(union)}.");
                code.Line("public RawJson Json { get; }");
                code.Line();
                code.Line(
                    $"internal override void WriteVariant(ref WireWriter writer) => writer.{(union.IsFlattened ? "WriteMembers" : "WriteRaw")}(Json);"
                );
                code.Line();
                code.Doc("summary", "Makes one of a whole value.");
                code.Doc(
                    "exception cref=\"ArgumentException\"",
                    "exception",
                    "The value has no tag, or one that this contract knows."
                );
                string reserved = ReservedBeside(dialect, union) is [var tag] ? $", {CSharpText.Literal(tag)}" : "";
                string method = union is { Tagging: Tagging.External, IsFlattened: false } ? "TagOfExternal" : "TagOf";
                code.Line(
                    $"public static {Name} Create(RawJson json) => new(UnknownVariant.{method}(json, {union.Name}Format.Tags{reserved}), json);"
                );
            }
        );
    }

    /// <summary>The tags of the unions beside whose tag this one stands: no variant can be called so.</summary>
    public static IReadOnlyList<string> ReservedBeside(Dialect dialect, UnionType union) =>
        [
            .. dialect
                .Types.OfType<UnionType>()
                .Where(outer =>
                    outer.Variants.Any(variant =>
                        variant.Payload is Payload.Members body && body.Layout.FlattenedUnion == union.Name
                    )
                )
                .Select(outer => outer.Tagging)
                .OfType<Tagging.Internal>()
                .Select(tagging => tagging.Tag)
                .Distinct(),
        ];

    private static string Whole(UnionType union) =>
        union switch
        {
            { Tagging: Tagging.External, IsFlattened: true } =>
                "The whole value: an object with one member, whose name is the tag",
            { Tagging: Tagging.External } =>
                "The whole value: an object with one member, whose name is the tag, or the tag as a string",
            _ => "The whole value, tag included",
        };
}
