using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AgentWire.Docs.Tests;

/// <summary>Checks that every target in a page or in the workflow is a target of build.proj.</summary>
public sealed partial class BuildTargetTests
{
    private static readonly XDocument Project = XDocument.Load(Path.Combine(Page.Root, "build.proj"));

    private static readonly string[] Targets =
    [
        .. Project.Descendants("Target").Select(target => target.Attribute("Name")!.Value),
    ];

    private static readonly string[] Commands =
    [
        .. Project.Descendants("Command").Select(command => command.Attribute("Include")!.Value),
    ];

    public static TheoryData<string> Files => [.. Page.Names, ".github/workflows/ci.yml"];

    [Theory]
    [MemberData(nameof(Files))]
    public void It_calls_targets_that_exist(string file) =>
        Unknown(File.ReadAllText(Path.Combine(Page.Root, file))).ShouldBeEmpty();

    [Fact]
    public void The_workflow_verifies_on_every_system_and_runs_all_of_CI() =>
        Called(File.ReadAllText(Path.Combine(Page.Root, ".github/workflows/ci.yml"))).ShouldBe(["Verify", "Ci"]);

    [Fact]
    public void A_target_that_does_not_exist_is_found() =>
        Unknown("`./build.sh Verify`, ./build.ps1 Nothing, run: ${{ matrix.build }} Nowhere")
            .ShouldBe(["Nothing", "Nowhere"]);

    [Fact]
    public void The_list_of_commands_has_every_target_but_those_that_are_parts_of_others() =>
        Commands.ShouldBe(Targets.Where(target => !target.StartsWith('_')), ignoreOrder: true);

    [Fact]
    public async Task Help_prints_the_list_and_is_what_runs_by_default()
    {
        using Process process = Process.Start(
            new ProcessStartInfo("dotnet", ["msbuild", "build.proj", "-nologo", "-verbosity:minimal"])
            {
                WorkingDirectory = Page.Root,
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(0, output);
        output
            .Split('\n')
            .Skip(1)
            .Select(line => line.Trim())
            .Where(line => line.Length > 0)
            .ShouldBe(
                Project
                    .Descendants("Command")
                    .Select(command => $"{command.Attribute("Include")!.Value, -14}{command.Attribute("Does")!.Value}")
            );
    }

    private static IEnumerable<string> Unknown(string text) => Called(text).Except(Commands);

    private static IEnumerable<string> Called(string text) => Call().Matches(text).Select(call => call.Groups[1].Value);

    [GeneratedRegex(@"(?:build\.sh|build\.ps1|matrix\.build \}\}) ([A-Z]\w*)")]
    private static partial Regex Call();
}
