using AgentWire.Generator.Plan;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the list of all dialects.</summary>
internal static class DialectsFile
{
    public static OutputFile Write(IReadOnlyList<DialectPlan> plans) =>
        CSharpFile.Make(
            "WireDialects",
            "spec",
            "AgentWire",
            ["System.Diagnostics.CodeAnalysis", .. plans.Select(plan => plan.Namespace)],
            code =>
            {
                code.Doc("summary", "The dialects of this library.");
                code.Block("public static class WireDialects", () => WriteMembers(code, plans));
            }
        );

    private static void WriteMembers(CodeWriter code, IReadOnlyList<DialectPlan> plans)
    {
        code.Doc("summary", "Gets all dialects, sorted by name.");
        string[] all = [.. plans.Select(plan => $"{plan.Dialect.Namespace}Wire.Dialect")];
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
