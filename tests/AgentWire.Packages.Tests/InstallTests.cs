using System.Diagnostics;

namespace AgentWire.Packages.Tests;

/// <summary>The packages as users get them: into fresh projects, with an empty package folder.</summary>
public sealed class InstallTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("agentwire-install-").FullName;

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    public void A_fresh_program_reads_and_writes_each_dialect(string target)
    {
        string programs = Path.Combine(PackageFolder.Root, "tests", "AgentWire.Packages.Tests", "programs");
        foreach (string file in Directory.GetFiles(programs, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(_folder, Path.GetRelativePath(programs, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // Beside the sources that the user has; the version is that of the folder.
        File.WriteAllText(
            Path.Combine(_folder, "Directory.Build.props"),
            $"""
            <Project>
              <PropertyGroup>
                <AgentWireVersion>[{PackageFolder.Version}]</AgentWireVersion>
                <RestoreAdditionalProjectSources>{PackageFolder.Path}</RestoreAdditionalProjectSources>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """
        );
        Run("dotnet", "run", "--project", Path.Combine(_folder, "App"), "--framework", target)
            .ShouldBe(
                """
                walrus {"type":"stream","Chunk":{"content":"Hello"}}
                cinch {"type":"quit"}
                smooth-operator {"action":"ping","requestId":"r1"}
                synaps {"type":"cancel"}
                systemprompt {"type":"TEXT_MESSAGE_END","timestamp":"1970-01-01T00:00:01Z","messageId":"m1"}
                streamed {"type":"pong"}
                read
                {"type":"stream","Chunk":{"content":"written"}}

                """
            );
    }

    [Fact]
    public void The_tool_is_installed_and_runs()
    {
        string tools = Path.Combine(_folder, "tools");
        Run(
            "dotnet",
            "tool",
            "install",
            "AgentWire.Tool",
            "--tool-path",
            tools,
            "--add-source",
            PackageFolder.Path,
            "--version",
            PackageFolder.Version
        );
        string tool = Path.Combine(tools, "agentwire");
        Run(tool, "--version").ShouldBe($"{PackageFolder.Version}\n");
        string spec = Path.Combine(_folder, "spec");
        Run(tool, "spec", "export", spec);
        Run(
                tool,
                "check",
                "--dialect",
                "walrus",
                "--side",
                "server",
                Path.Combine(spec, "walrus", "sessions", "server.ndjson")
            )
            .ShouldContain(" 0 refused");
        Run(tool, "diff", spec, Path.Combine(PackageFolder.Root, "spec")).ShouldBe("Nothing has changed.\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The output of a program that must succeed.</summary>
    private string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["NUGET_PACKAGES"] = Path.Combine(_folder, "packages"),
                ["DOTNET_CLI_UI_LANGUAGE"] = "en",
                ["DOTNET_NOLOGO"] = "1",
                // A server that outlives the test would hold its files.
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["UseSharedCompilation"] = "false",
            },
        };

        // What the test runner's own build has set is not for another one.
        foreach (
            string name in start
                .Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.Ordinal))
                .ToArray()
        )
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
        }

        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{output.Result}\n{errors.Result}");
        return output.Result.ReplaceLineEndings("\n");
    }
}
