using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the members of the fallback variant. They are get-only, so that its factory can refuse values that fit another variant.</summary>
internal static class FallbackCode
{
    public static void Write(
        CodeWriter code,
        UnionType union,
        Tagging.Adjacent tagging,
        Variant variant,
        ValueCodes values
    )
    {
        string tag = CSharpNames.Pascal(tagging.Tag);
        string content = CSharpNames.Pascal(tagging.Content);
        string parameters = $"(string {LocalNames.OfParameter(tag)}, RawJson {LocalNames.OfParameter(content)})";
        string arguments = $"({LocalNames.OfParameter(tag)}, {LocalNames.OfParameter(content)})";
        code.Block(
            $"internal {variant.Name}{parameters}",
            () =>
            {
                code.Line($"{tag} = {LocalNames.OfParameter(tag)};");
                code.Line($"{content} = {LocalNames.OfParameter(content)};");
            }
        );
        code.Line();
        code.Doc("summary", "Gets the tag, which can be any string.");
        code.Line($"public {values.Hiding(tag)}string {tag} {{ get; }}");
        code.Line();
        code.Doc("summary", "Gets the content, which can be any JSON.");
        code.Line($"public {values.Hiding(content)}RawJson {content} {{ get; }}");
        code.Line();
        PrintMembersMethod.Write(code, isVariant: true, [tag, content]);
        code.Line();
        code.Doc("summary", "Creates the variant from a tag and a content that no other variant accepts.");
        code.Doc("exception cref=\"ArgumentNullException\"", "exception", "The tag is null.");
        code.Doc(
            "exception cref=\"ArgumentException\"",
            "exception",
            "Another variant accepts the tag and the content."
        );
        code.Block(
            $"public static {variant.Name} Create{parameters}",
            () =>
            {
                code.Line($"UnknownVariant.CheckFallback<{union.Name}, {union.Name}Format>{arguments};");
                code.Line($"return new {variant.Name}{arguments};");
            }
        );
    }
}
