using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AgentWire.Docs.Tests;

/// <summary>Every target that a page or the workflow calls is one of build.proj.</summary>
public sealed partial class BuildTargetTests
{
    private static readonly string[] Targets =
    [
        .. XDocument
            .Load(Path.Combine(Page.Root, "build.proj"))
            .Descendants("Target")
            .Select(target => target.Attribute("Name")!.Value),
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

    private static IEnumerable<string> Unknown(string text) => Called(text).Except(Targets);

    private static IEnumerable<string> Called(string text) => Call().Matches(text).Select(call => call.Groups[1].Value);

    [GeneratedRegex(@"(?:build\.sh|build\.ps1|matrix\.build \}\}) ([A-Z]\w*)")]
    private static partial Regex Call();
}
