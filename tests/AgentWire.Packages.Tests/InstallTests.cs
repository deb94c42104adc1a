using System.Text.RegularExpressions;

namespace AgentWire.Packages.Tests;

/// <summary>Installs the packages as users do: into new projects, with an empty package folder.</summary>
/// <remarks>If the .NET 8 runtime is not installed, programs for it run on the installed runtime.</remarks>
public sealed partial class InstallTests : IClassFixture<InstallTests.UserFolder>
{
    private static readonly string Programs = Path.Combine(
        PackageFolder.Root,
        "tests",
        "AgentWire.Packages.Tests",
        "programs"
    );

    private readonly FreshFolder _folder;

    public InstallTests(UserFolder user) => _folder = user.Folder;

    /// <summary>The libraries, whose READMEs have a sample.</summary>
    public static TheoryData<string> Libraries() => new(PackageFolder.Names.Except(PackageFolder.Programs));

    [PackagesFact]
    public void A_fresh_program_and_libraries_for_NET_Standard_read_and_write_each_dialect()
    {
        Copy("App", "Reading", "Writing");
        _folder.Run("dotnet", "build", "App");
        foreach ((string target, string framework) in new[] { ("net10.0", ".NET 10.0"), ("net8.0", ".NET 8.0") })
        {
            RunBuilt("App", target)
                .ShouldBe(
                    $$$"""
                    {{{framework}}}
                    {"type":"stream","Chunk":{"content":"Hello"}}
                    {"type":"chat","message":"Hello"}
                    {"action":"ping","requestId":"r1"}
                    {"type":"message","content":"Hello"}
                    {"type":"TEXT_MESSAGE_CONTENT","timestamp":"1970-01-01T00:00:00Z","messageId":"m1","delta":"Hello"}
                    {"type":"stream","Chunk":{"content":"one"}} says one
                    {"type":"chat","message":"two"} says two
                    {"action":"ping","requestId":"three"} says three
                    {"type":"message","content":"four"} says four
                    {"type":"TEXT_MESSAGE_CONTENT","timestamp":"1970-01-01T00:00:00Z","messageId":"m1","delta":"five"} says five

                    """
                );
        }

        _folder.ShouldHaveInstalledOurs("AgentWire");
    }

    [PackagesTheory]
    [MemberData(nameof(Libraries))]
    public void The_sample_of_a_README_prints_what_it_says_with_that_package_and_the_contracts(string name)
    {
        Match sample = SampleAndOutput().Match(PackageFolder.ReadmeOf(name));
        sample.Success.ShouldBeTrue("The README has no C# sample with its output below.");

        Copy("Sample");
        _folder.Write("Sample/Program.cs", sample.Groups["code"].Value);
        _folder.Run("dotnet", "build", "Sample", $"-property:SamplePackage={name}");
        foreach (string target in new[] { "net10.0", "net8.0" })
        {
            // A block of a page does not end with an empty line, as server-sent events do.
            RunBuilt("Sample", target).TrimEnd('\n').ShouldBe(sample.Groups["output"].Value.TrimEnd('\n'));
        }

        _folder.ShouldHaveInstalledOurs(name);
    }

    [PackagesFact]
    public void A_dialect_of_one_s_own_needs_its_generated_code_and_the_runtime_alone()
    {
        Copy("OwnDialect");
        string spec = Path.Combine(PackageFolder.Root, "tests", "AgentWire.Generator.Tests", "data", "sixth");
        string generator = Path.Combine(AppContext.BaseDirectory, "AgentWire.Generator.Cli.dll");
        _folder.Run("dotnet", "exec", generator, "--spec", spec, "--out", _folder["OwnDialect"]);
        _folder.Run("dotnet", "build", "OwnDialect");
        RunBuilt("OwnDialect", "net10.0")
            .ShouldBe(
                """
                Hello True
                Progress True
                Unknown True
                {"kind":"hello","name":"x","age":1}
                wrong_type at /name (byte 23): expected a string, found the number 1

                """
            );
        File.Exists(_folder[Path.Combine("OwnDialect", "bin", "Debug", "net10.0", "AgentWire.dll")]).ShouldBeFalse();
        _folder.ShouldHaveInstalledOurs("AgentWire.Runtime");
    }

    [PackagesFact]
    public void The_tool_is_installed_and_runs()
    {
        _folder.Run(
            "dotnet",
            ["tool", "install", "AgentWire.Tool", "--tool-path", "tools", "--version", PackageFolder.Version]
        );
        string tool = _folder[Path.Combine("tools", "agentwire")];
        _folder.Run(tool, "--version").ShouldBe($"{PackageFolder.Version}\n");
        _folder.Run(tool, "spec", "list").ShouldContain("walrus");
        _folder.Run(tool, "spec", "export", "spec");
        _folder.Run(tool, "diff", "spec", Path.Combine(PackageFolder.Root, "spec")).ShouldBe("Nothing has changed.\n");
        _folder
            .Run(
                tool,
                [
                    "check",
                    "--dialect",
                    "walrus",
                    "--side",
                    "server",
                    Path.Combine("spec", "walrus", "sessions", "server.ndjson"),
                ]
            )
            .ShouldContain(" 0 refused");
        _folder.Run(tool, "conform", "--exec", $"{tool} testee").ShouldContain(" 0 failed");
    }

    [PackagesTheory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    public void A_new_protocol_builds_and_runs_without_an_edit(string framework)
    {
        string path = $"new-{framework}";
        _folder.Run(
            "dotnet",
            ["tool", "install", "AgentWire.Tool", "--tool-path", path, "--version", PackageFolder.Version]
        );
        string folder = Path.Combine(path, "charging");
        _folder.Run(
            _folder[Path.Combine(path, "agentwire")],
            ["new", "charging", "--namespace", "Acme.Charging", "--framework", framework, "--out", folder]
        );
        _folder.Run("dotnet", "build", folder, "-property:TreatWarningsAsErrors=true");
        _folder
            .Run(
                "dotnet",
                "exec",
                "--roll-forward",
                "Major",
                _folder[Path.Combine(folder, "bin", "Debug", framework, "Charging.dll")]
            )
            .ShouldBe(
                """
                job build-1 has started
                job build-1: 50 %
                a message that this version does not know: paused
                job build-1: 100 %
                {"type":"start","job":"build-1","priority":3}

                """
            );
    }

    private string RunBuilt(string program, string target) =>
        _folder.Run("dotnet", "exec", Path.Combine(program, "bin", "Debug", target, $"{program}.dll"));

    /// <summary>Copies programs into the folder, and replaces those that were there.</summary>
    private void Copy(params string[] programs)
    {
        foreach (string program in programs)
        {
            if (Directory.Exists(_folder[program]))
            {
                Directory.Delete(_folder[program], recursive: true);
            }

            foreach (string file in Directory.GetFiles(Path.Combine(Programs, program)))
            {
                _folder.Write(Path.Combine(program, Path.GetFileName(file)), File.ReadAllText(file));
            }
        }
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```\n.*?```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex SampleAndOutput();

    /// <summary>One folder for all tests, so that downloads are shared.</summary>
    public sealed class UserFolder : IDisposable
    {
        public UserFolder() =>
            Folder.Write(
                "Directory.Build.props",
                $"""
                <Project>
                  <PropertyGroup>
                    <AgentWireVersion>{PackageFolder.Version}</AgentWireVersion>
                    <NuGetAudit>false</NuGetAudit>
                  </PropertyGroup>
                </Project>
                """
            );

        public FreshFolder Folder { get; } = new(PackageFolder.Path);

        public void Dispose() => Folder.Dispose();
    }
}
