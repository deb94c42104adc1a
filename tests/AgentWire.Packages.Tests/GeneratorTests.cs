using System.Text.RegularExpressions;
using AgentWire.Packages.Tests.Pages;

namespace AgentWire.Packages.Tests;

/// <summary>Uses the package AgentWire.Generator as users do: in projects that refer to packages only.</summary>
/// <remarks>If the .NET 8 runtime is not installed, programs for it run on the installed runtime.</remarks>
public sealed partial class GeneratorTests : IClassFixture<InstallTests.UserFolder>
{
    private const string Started = """{"type":"started","connector":2}""";

    private const string Program = """
        using Acme.Charging;

        ServerMessage message = ChargingWire.Server.Read("{\"type\":\"started\",\"connector\":2,\"mode\":\"fast\"}");
        System.Console.WriteLine(message);
        System.Console.WriteLine(ChargingWire.Server.ToJson(new ServerMessage.Started { Connector = 2 }));
        """;

    private static readonly string Printed = $$"""
        Started { Mode = Fast, Connector = 2 }
        {{Started}}

        """;

    private readonly FreshFolder _folder;

    public GeneratorTests(InstallTests.UserFolder user) => _folder = user.Folder;

    [PackagesFact]
    public void A_program_for_each_target_has_its_types_after_a_build_without_any_other_setting()
    {
        string project = Project("Targets", "<TargetFrameworks>net10.0;net8.0</TargetFrameworks>");
        _folder.Run("dotnet", "build", project, "-property:ContinuousIntegrationBuild=true");
        foreach (string target in new[] { "net10.0", "net8.0" })
        {
            _folder.Run("dotnet", "exec", "--roll-forward", "Major", Built(project, target)).ShouldBe(Printed);
        }

        _folder
            .TryRun("find", _folder[project], "-name", "AgentWire.Generator*", "-path", "*/bin/*")
            .Output.ShouldBeEmpty();
    }

    [PackagesFact]
    public void A_library_for_NET_Standard_needs_CSharp_12_and_nothing_else()
    {
        string project = Project(
            "Standard",
            "<TargetFramework>netstandard2.0</TargetFramework><OutputType>Library</OutputType>"
        );
        File.Delete(_folder[Path.Combine(project, "Program.cs")]);

        (int exitCode, string output) = _folder.TryRun("dotnet", "build", project, "-clp:NoSummary");
        exitCode.ShouldNotBe(0);
        ErrorsIn(output)
            .ShouldBe([
                $"{_folder[Path.Combine(project, $"{project}.csproj")]} : error AW2002: The generated code of a dialect needs C# 12 or later, and this project for netstandard2.0 uses C# 7.3. Add <LangVersion>12</LangVersion> to a PropertyGroup of the project.",
            ]);

        _folder.Run("dotnet", "build", project, "-property:LangVersion=12");
    }

    [PackagesFact]
    public void Without_the_runtime_there_is_one_error_that_names_it()
    {
        string project = Project("NoRuntime", "<TargetFramework>net10.0</TargetFramework>", references: "");
        (int exitCode, string output) = _folder.TryRun("dotnet", "build", project, "-clp:NoSummary");
        exitCode.ShouldNotBe(0);
        ErrorsIn(output)
            .ShouldHaveSingleItem()
            .ShouldContain("error AW2001: The generated code of a dialect needs the package AgentWire.Runtime.");
    }

    [PackagesFact]
    public void A_build_without_a_change_runs_nothing_and_a_change_in_one_dialect_generates_that_one()
    {
        string project = Project("Incremental", "<TargetFramework>net10.0</TargetFramework>");
        CopyDialect(project, "charging", "billing", "Acme.Billing");
        GeneratedIn(_folder.Run("dotnet", "build", project)).ShouldBe(["billing", "charging"], ignoreOrder: true);

        string again = _folder.Run("dotnet", "build", project, "-verbosity:normal", "-clp:PerformanceSummary");
        GeneratedIn(again).ShouldBeEmpty();
        Skipped().Count(again).ShouldBe(2, again);

        Edit(project, "billing", "Started.", "Has started.");
        GeneratedIn(_folder.Run("dotnet", "build", project)).ShouldBe(["billing"]);
        GeneratedIn(_folder.Run("dotnet", "build", project)).ShouldBeEmpty();
    }

    [PackagesFact]
    public void A_type_that_is_gone_leaves_no_file_a_deleted_file_comes_back_and_Clean_removes_all()
    {
        string project = Project("Stale", "<TargetFramework>net10.0</TargetFramework>");
        _folder.Run("dotnet", "build", project);
        FilesOf(project).ShouldContain("Mode.g.cs");

        Edit(project, "charging", "Mode", "Speed");
        _folder.Run("dotnet", "build", project);
        FilesOf(project).ShouldContain("Speed.g.cs");
        FilesOf(project).ShouldNotContain("Mode.g.cs");

        File.Delete(Directory.GetFiles(_folder[project], "Speed.g.cs", SearchOption.AllDirectories).Single());
        _folder.Run("dotnet", "build", project);
        FilesOf(project).ShouldContain("Speed.g.cs");

        _folder.Run("dotnet", "clean", project);
        FilesOf(project).ShouldBeEmpty();
        _folder.Run("dotnet", "build", project);
    }

    [PackagesFact]
    public void Committed_files_of_a_project_for_several_targets_are_made_once_and_have_a_registry()
    {
        string project = Project(
            "Committed",
            """
            <TargetFrameworks>net10.0;net8.0</TargetFrameworks>
            <AgentWireOutputFolder>Contracts</AgentWireOutputFolder>
            <AgentWireRegistry>Acme.Protocols</AgentWireRegistry>
            """
        );
        _folder.Write(
            Path.Combine(project, "Program.cs"),
            Program + "\nSystem.Console.WriteLine(string.Join(' ', Acme.Protocols.All));\n"
        );
        GeneratedIn(_folder.Run("dotnet", "build", project)).ShouldBe(["charging"]);
        File.Exists(_folder[Path.Combine(project, "Contracts", "charging", "ChargingWire.g.cs")]).ShouldBeTrue();
        _folder.Run("dotnet", "exec", Built(project, "net10.0")).ShouldBe($"{Printed}charging 0.1\n");

        Edit(project, "charging", "Mode", "Speed");
        GeneratedIn(_folder.Run("dotnet", "build", project)).ShouldBe(["charging"]);
        _folder.Run("dotnet", "clean", project);
        File.Exists(_folder[Path.Combine(project, "Contracts", "charging", "Speed.g.cs")]).ShouldBeTrue();
        File.Exists(_folder[Path.Combine(project, "Contracts", "charging", "Mode.g.cs")]).ShouldBeFalse();
    }

    [PackagesFact]
    public void A_fault_in_a_schema_is_an_error_with_file_line_column_and_code()
    {
        string project = Project("Fault", "<TargetFramework>net10.0</TargetFramework>");
        Edit(project, "charging", "\"maximum\": 255", "\"maximum\": 255, \"multipleOf\": 2");

        (int exitCode, string output) = _folder.TryRun("dotnet", "build", project, "-clp:NoSummary");

        exitCode.ShouldNotBe(0);
        string schema = _folder[Path.Combine(project, "spec", "charging", "server.schema.json")];
        string[] lines = File.ReadAllLines(schema);
        int line = Array.FindIndex(lines, text => text.Contains("multipleOf", StringComparison.Ordinal));
        int column = lines[line].IndexOf("\"multipleOf", StringComparison.Ordinal);
        string[] errors = ErrorsIn(output);
        errors[0].ShouldStartWith($"{schema}({line + 1},{column + 1}): error AW1003: `multipleOf` is not supported");
        errors[1].ShouldContain("error AW1000: No C# was generated");
        errors.Length.ShouldBe(2);
    }

    [PackagesFact]
    public void An_editor_gets_the_code_from_a_build_at_design_time()
    {
        string project = Project("Editor", "<TargetFramework>net10.0</TargetFramework>");
        _folder.Run("dotnet", "restore", project);
        string[] designTime =
        [
            "msbuild",
            project,
            "-target:Compile",
            "-property:DesignTimeBuild=true",
            "-property:SkipCompilerExecution=true",
            "-property:ProvideCommandLineArgs=true",
            "-getItem:Compile",
        ];
        _folder.Run("dotnet", designTime).ShouldContain("ChargingWire.g.cs");

        // With a fault in a schema, the editor keeps the last code.
        Edit(project, "charging", "\"maximum\": 255", "\"maximum\": 255, \"multipleOf\": 2");
        (int exitCode, string output) = _folder.TryRun("dotnet", designTime);
        exitCode.ShouldBe(0, output);
        output.ShouldContain("ChargingWire.g.cs");
    }

    [PackagesFact]
    public void Dotnet_watch_looks_at_the_schemas()
    {
        string project = Project("Watched", "<TargetFramework>net10.0</TargetFramework>");
        _folder.Run("dotnet", "restore", project);
        string watched = _folder.Run("dotnet", "watch", "--project", project, "--list");
        watched.ShouldContain("server.schema.json");
        watched.ShouldContain("dialect.json");
    }

    [PackagesFact]
    public void Dotnet_watch_builds_and_runs_again_when_a_schema_changes()
    {
        string project = Project("Rebuilt", "<TargetFramework>net10.0</TargetFramework>");
        using RunningProgram watch = new(
            _folder.Command(
                _folder.Path,
                "dotnet",
                "watch",
                "--no-hot-reload",
                "--non-interactive",
                "--project",
                project
            )
        );
        watch.TakeUntil(IsWhole).ShouldContain("Started { Mode = Fast, Connector = 2 }");

        // The program no longer knows the member.
        Edit(project, "charging", "\"mode\":", "\"pace\":");
        watch.TakeUntil(IsWhole).ShouldContain("Started { Connector = 2 }");

        static bool IsWhole(string printed) => printed.Contains($"{Started}\n", StringComparison.Ordinal);
    }

    [PackagesFact]
    public void A_native_program_needs_no_setting()
    {
        if (OperatingSystem.IsWindows() || !File.Exists("/usr/bin/clang"))
        {
            return;
        }

        string project = Project(
            "Native",
            "<TargetFramework>net10.0</TargetFramework><PublishAot>true</PublishAot><UseAppHost>true</UseAppHost>"
        );
        string output = _folder.Run("dotnet", "publish", project, "--output", _folder["native"]);
        output.ShouldNotContain("warning");
        _folder.Run(_folder[Path.Combine("native", project)]).ShouldBe(Printed);
    }

    private string Project(
        string name,
        string properties,
        string references = """<PackageReference Include="AgentWire.Runtime" Version="[$(AgentWireVersion)]" />"""
    )
    {
        if (Directory.Exists(_folder[name]))
        {
            Directory.Delete(_folder[name], recursive: true);
        }

        _folder.Write(
            Path.Combine(name, $"{name}.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <UseAppHost>false</UseAppHost>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {references}
                <PackageReference Include="AgentWire.Generator" Version="[$(AgentWireVersion)]" PrivateAssets="all" />
              </ItemGroup>
              <ItemGroup>
                <WireDialect Include="spec/*/dialect.json" />
              </ItemGroup>
            </Project>
            """
        );
        _folder.Write(Path.Combine(name, "Program.cs"), Program);
        CopyDialect(name, "charging", "charging", "Acme.Charging");
        return name;
    }

    /// <summary>Copies the dialect of a program to a project, with another name and namespace.</summary>
    private void CopyDialect(string project, string from, string name, string space)
    {
        string source = Path.Combine(PackageFolder.Root, "tests", "AgentWire.Packages.Tests", "programs", "spec", from);
        foreach (string file in Directory.GetFiles(source))
        {
            string text = File.ReadAllText(file)
                .Replace("Acme.Charging", space, StringComparison.Ordinal)
                .Replace($"\"{from}", $"\"{name}", StringComparison.Ordinal);
            _folder.Write(Path.Combine(project, "spec", name, Path.GetFileName(file)), text);
        }
    }

    private void Edit(string project, string dialect, string old, string now)
    {
        string schema = _folder[Path.Combine(project, "spec", dialect, "server.schema.json")];
        string text = File.ReadAllText(schema);
        text.ShouldContain(old);
        File.WriteAllText(schema, text.Replace(old, now, StringComparison.Ordinal));
    }

    private string Built(string project, string target) =>
        _folder[Path.Combine(project, "bin", "Debug", target, $"{project}.dll")];

    private string[] FilesOf(string project) =>
        [
            .. Directory
                .GetFiles(_folder[project], "*.g.cs", SearchOption.AllDirectories)
                .Select(file => Path.GetFileName(file))
                .Where(file => !file.Contains("GlobalUsings", StringComparison.Ordinal)),
        ];

    private static string[] GeneratedIn(string log) =>
        [.. Generating().Matches(log).Select(match => match.Groups["dialect"].Value)];

    /// <summary>The errors of a build, without the project at their end.</summary>
    private static string[] ErrorsIn(string log) =>
        [
            .. log.Split('\n')
                .Where(line => line.Contains(": error ", StringComparison.Ordinal))
                .Select(line => ProjectAtTheEnd().Replace(line, "").Trim())
                .Distinct(),
        ];

    [GeneratedRegex(": generating the C# of (?<dialect>.+)")]
    private static partial Regex Generating();

    [GeneratedRegex("Skipping target \"AgentWireGenerate\" because all output files are up-to-date")]
    private static partial Regex Skipped();

    [GeneratedRegex(@" \[[^\[\]]+proj(::TargetFramework=[^\]]+)?\]$")]
    private static partial Regex ProjectAtTheEnd();
}
