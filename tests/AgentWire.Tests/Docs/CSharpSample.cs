using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentWire.Tests.Docs;

/// <summary>A C# sample of a page, as a program.</summary>
internal static class CSharpSample
{
    /// <summary>Compiles top-level statements, runs them, and gives what they print.</summary>
    public static string Run(string code)
    {
        string[] trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Sample",
            [
                CSharpSyntaxTree.ParseText(
                    "using System;\nusing System.Collections.Generic;\nusing System.Linq;\n" + code
                ),
            ],
            trusted.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication)
        );
        using MemoryStream assembly = new();
        compilation.Emit(assembly).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        TextWriter console = Console.Out;
        using StringWriter printed = new() { NewLine = "\n" };
        Console.SetOut(printed);
        try
        {
            MethodInfo main = Assembly.Load(assembly.ToArray()).EntryPoint!;
            main.Invoke(null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }

        return printed.ToString();
    }
}
