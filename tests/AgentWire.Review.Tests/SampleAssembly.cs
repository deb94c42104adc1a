using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentWire.Review.Tests;

/// <summary>Compiles an assembly to list.</summary>
internal static class SampleAssembly
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(file =>
                Path.GetFileNameWithoutExtension(file)
                    is "System.Private.CoreLib"
                        or "System.Runtime"
                        or "System.Collections"
                        or "System.Text.Json"
            )
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    public static void Compile(string source, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        CSharpCompilation
            .Create(
                Path.GetFileNameWithoutExtension(file),
                [CSharpSyntaxTree.ParseText(source)],
                References,
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    nullableContextOptions: NullableContextOptions.Enable
                )
            )
            .Emit(file)
            .Diagnostics.Where(finding => finding.Severity == DiagnosticSeverity.Error)
            .ShouldBeEmpty();
    }
}
