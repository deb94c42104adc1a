using System.Reflection;
using Markdig.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentWire.Docs.Tests;

/// <summary>A C# sample of a page: a program, and the output that the page shows.</summary>
internal sealed record CSharpSample(string Code, string Printed)
{
    // The usings that the SDK adds to every project.
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;

        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Returns the samples of a page.</summary>
    /// <exception cref="ShouldAssertException">A sample has no output, or the name of its language is written so that a test would miss it.</exception>
    public static IEnumerable<CSharpSample> In(Page page)
    {
        foreach (FencedCodeBlock block in page.Code.Where(IsCSharp))
        {
            string place = $"The C# in line {block.Line + 1}";
            block.Info.ShouldBe("csharp", $"{place} begins with ```csharp.");
            FencedCodeBlock? printed = Next(page, block) as FencedCodeBlock;
            (printed?.Info).ShouldBe("text", $"{place} is followed by a block of text, with what it prints.");
            yield return new(block.Lines.ToString(), printed!.Lines.ToString().TrimEnd('\n'));
        }
    }

    /// <summary>Returns the block that follows, with at most one sentence between the two.</summary>
    private static Block? Next(Page page, FencedCodeBlock block)
    {
        Block[] rest = [.. page.Blocks.SkipWhile(other => other != block).Skip(1).Take(2)];
        return rest is [ParagraphBlock, var second] ? second : rest.FirstOrDefault();
    }

    private static bool IsCSharp(FencedCodeBlock block) => block.Info?.ToUpperInvariant() is "CSHARP" or "CS" or "C#";

    /// <summary>Compiles and runs the program, and returns its output.</summary>
    public string Run()
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText(Usings + Code)],
            References,
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

        return printed.ToString().TrimEnd('\n');
    }
}
