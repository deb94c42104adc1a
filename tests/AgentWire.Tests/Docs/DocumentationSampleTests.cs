using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentWire.Tests.Docs;

/// <summary>Every C# sample in the documentation compiles and runs.</summary>
public sealed class DocumentationSampleTests
{
    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Root, "*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string Root
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Protocol.sln")))
            {
                folder = folder.Parent;
            }

            return folder.FullName;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Its_samples_run(string page)
    {
        foreach (
            Match sample in Regex.Matches(
                File.ReadAllText(Path.Combine(Root, page)),
                "```csharp\n(.*?)```",
                RegexOptions.Singleline
            )
        )
        {
            Run(sample.Groups[1].Value);
        }
    }

    [Fact]
    public void The_README_shows_what_its_sample_prints()
    {
        string readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        string sample = Regex.Match(readme, "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        foreach (string line in Run(sample).TrimEnd('\n').Split('\n'))
        {
            readme.ShouldContain($"`{line}`");
        }
    }

    [Fact]
    public void A_sample_that_does_not_compile_is_found() =>
        Should.Throw<ShouldAssertException>(() => Run("AgentWire.Walrus.NoSuchType x = null;"));

    /// <summary>Compiles top-level statements, runs them, and gives what they print.</summary>
    private static string Run(string code)
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
