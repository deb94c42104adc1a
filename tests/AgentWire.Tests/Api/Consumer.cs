using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentWire.Tests.Api;

/// <summary>Compiles programs as another assembly that references the library.</summary>
internal static class Consumer
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Returns the codes of the errors, each as often as it is reported. Empty if the program compiles.</summary>
    public static string[] Errors(string code, LanguageVersion language = LanguageVersion.CSharp11) =>
        [
            .. Compile(code, language)
                .GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => diagnostic.Id),
        ];

    public static CSharpCompilation Compile(
        string code,
        LanguageVersion language = LanguageVersion.CSharp11,
        OutputKind output = OutputKind.DynamicallyLinkedLibrary
    ) =>
        CSharpCompilation.Create(
            "Consumer",
            [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(language))],
            References,
            new CSharpCompilationOptions(output)
        );

    /// <summary>Returns a type as it is written in C#.</summary>
    public static string Name(Type type) => $"global::{type.FullName!.Replace('+', '.')}";
}
