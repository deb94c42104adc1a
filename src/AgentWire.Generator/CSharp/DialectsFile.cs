using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the list of all dialects.</summary>
internal static class DialectsFile
{
    public static OutputFile Write(IReadOnlyList<Dialect> dialects) =>
        CSharpFile.Make(
            "WireDialects",
            "spec",
            "AgentWire",
            ["System.Diagnostics.CodeAnalysis", .. dialects.Select(dialect => $"AgentWire.{dialect.Namespace}")],
            code =>
            {
                code.Doc("summary", "The dialects of this library.");
                code.Block("public static class WireDialects", () => WriteMembers(code, dialects));
            }
        );

    private static void WriteMembers(CodeWriter code, IReadOnlyList<Dialect> dialects)
    {
        code.Doc("summary", "Gets all dialects, sorted by name.");
        string[] all = [.. dialects.Select(dialect => $"{dialect.Namespace}Wire.Dialect")];
        code.Line($"public static IReadOnlyList<WireDialect> All {{ get; }} = [{string.Join(", ", all)}];");
        code.Line();
        code.Doc("summary", "Finds a dialect by its name, such as <c>walrus</c>.");
        code.Block(
            "public static bool TryGet(string name, [NotNullWhen(true)] out WireDialect? dialect)",
            () =>
            {
                code.Line("dialect = All.FirstOrDefault(candidate => candidate.Name == name);");
                code.Line("return dialect is not null;");
            }
        );
    }
}
