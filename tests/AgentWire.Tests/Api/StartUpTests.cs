using System.Diagnostics;
using AgentWire.AgUi;
using AgentWire.Cinch;
using AgentWire.Shared.Contracts;
using AgentWire.SmoothOperator;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;
using Microsoft.CodeAnalysis;

namespace AgentWire.Tests.Api;

/// <summary>A program that reads one dialect does not pay for the others: in a new process, none of their code is compiled.</summary>
public sealed class StartUpTests
{
    private static readonly Type[] Dialects =
    [
        typeof(AgUiWire),
        typeof(CinchWire),
        typeof(SmoothOperatorWire),
        typeof(SynapsWire),
        typeof(SystemPromptWire),
        typeof(WalrusWire),
    ];

    private static readonly string[] Namespaces = [.. Dialects.Select(dialect => dialect.Namespace!)];

    public static TheoryData<string> Names => [.. Namespaces];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reading_touches_its_own_dialect_alone(string name)
    {
        Type dialect = Dialects.Single(type => type.Namespace == name);
        string[] touched = Touched($$"""{{dialect.FullName}}.Server.TryRead("{}"u8, out _, out _);""");
        touched.ShouldBe([name]);
    }

    [Fact]
    public void What_touches_all_dialects_is_seen() =>
        Touched("_ = AgentWire.WireDialects.All.Count;").ShouldBe(Namespaces);

    /// <summary>Returns the namespaces of the dialects for which the JIT compiles code in a program.</summary>
    private static string[] Touched(string statement)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("agentwire-startup-");
        try
        {
            string program = Path.Combine(folder.FullName, "Program.dll");
            string compiled = Path.Combine(folder.FullName, "compiled.txt");
            Consumer
                .Compile(
                    $"static class Program {{ static void Main() {{ {statement} }} }}",
                    output: OutputKind.ConsoleApplication
                )
                .Emit(program)
                .Success.ShouldBeTrue();
            foreach (string library in TestedAssemblies.All.Select(assembly => assembly.Location))
            {
                File.Copy(library, Path.Combine(folder.FullName, Path.GetFileName(library)));
            }

            Run(program, compiled);
            string[] methods = File.ReadAllLines(compiled);
            return [.. Namespaces.Where(name => methods.Any(method => method.Contains($" {name}.")))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Run(string program, string compiled)
    {
        string settings = Path.ChangeExtension(typeof(StartUpTests).Assembly.Location, "runtimeconfig.json");
        ProcessStartInfo start = new("dotnet", ["exec", "--runtimeconfig", settings, program])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment = { ["DOTNET_JitStdOutFile"] = compiled, ["DOTNET_JitDisasmSummary"] = "1" },
        };
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors);
    }
}
