using AgentWire.Generator.Plan;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the registry: a class that lists all dialects, and has the name that its owner gives it.</summary>
internal static class RegistryFile
{
    public static OutputFile Write(IReadOnlyList<DialectPlan> plans, RegistryName registry, string command) =>
        CSharpFile.Make(
            registry.Class,
            // The folder that contains those of the dialects.
            plans is [var first, ..]
                ? ParentOf(ParentOf(first.Dialect.Origin.File))
                : "",
            registry.Namespace,
            ["System.Collections.Generic", "System.Diagnostics.CodeAnalysis", "System.Linq"],
            command,
            code =>
            {
                code.Doc("summary", "The dialects of this library.");
                code.Block($"public static class {registry.Class}", () => WriteMembers(code, plans));
            }
        );

    private static string ParentOf(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    private static void WriteMembers(CodeWriter code, IReadOnlyList<DialectPlan> plans)
    {
        code.Doc("summary", "Gets all dialects, sorted by name.");
        string[] all = [.. plans.Select(plan => $"global::{plan.Namespace}.{plan.Prefix}Wire.Dialect")];
        code.Line($"public static IReadOnlyList<WireDialect> All {{ get; }} = [{string.Join(", ", all)}];");
        code.Line();
        string example = plans is [var first, ..] ? $", such as <c>{CSharpText.Xml(first.Dialect.Name)}</c>" : "";
        code.Doc("summary", $"Finds a dialect by its name{example}.");
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
