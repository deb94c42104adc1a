using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Generator.CSharp;

/// <summary>The members of the variant that takes what fits no other: get-only, so that its factory can refuse what does.</summary>
internal static class FallbackCode
{
    public static void Write(CodeWriter code, UnionType union, Tagging.Adjacent tagging, Variant variant)
    {
        string tag = Naming.Pascal(tagging.Tag);
        string content = Naming.Pascal(tagging.Content);
        string parameters = $"(string {CSharpText.Parameter(tag)}, RawJson {CSharpText.Parameter(content)})";
        string arguments = $"({CSharpText.Parameter(tag)}, {CSharpText.Parameter(content)})";
        code.Block(
            $"internal {variant.Name}{parameters}",
            () =>
            {
                code.Line($"{tag} = {CSharpText.Parameter(tag)};");
                code.Line($"{content} = {CSharpText.Parameter(content)};");
            }
        );
        code.Line();
        code.Doc("summary", "The tag: any string.");
        code.Line($"public string {tag} {{ get; }}");
        code.Line();
        code.Doc("summary", "The content: any JSON.");
        code.Line($"public RawJson {content} {{ get; }}");
        code.Line();
        code.Doc("summary", "Makes one of what no other variant takes.");
        code.Doc("exception cref=\"ArgumentNullException\"", "exception", "The tag is null.");
        code.Doc("exception cref=\"ArgumentException\"", "exception", "Another variant takes the two.");
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
