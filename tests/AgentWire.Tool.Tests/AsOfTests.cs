using System.Text.Json;
using System.Xml.Linq;

namespace AgentWire.Tool.Tests;

/// <summary>Runs of <c>conform</c> as of a version of the peer.</summary>
public class AsOfTests
{
    private static readonly string OwnTestee = BrokenTestee.Command("AgentWire.Tool.dll", "testee");

    [Theory]
    [InlineData("0.8", 11)]
    [InlineData("0.9", 0)]
    [InlineData("1.0", 0)]
    public async Task Conform_leaves_out_the_cases_that_the_version_does_not_have(string version, int leftOut)
    {
        string[] arguments = ["conform", "--exec", OwnTestee, "--dialect", "synaps", "--side", "server"];
        using JsonDocument all = JsonDocument.Parse(
            (await InProcess.Run("", [.. arguments, "--format", "json"])).OutputBytes
        );
        all.RootElement.GetProperty("asOf").ValueKind.ShouldBe(JsonValueKind.Null);
        all.RootElement.GetProperty("leftOut").GetInt32().ShouldBe(0);
        int cases = all.RootElement.GetProperty("cases").GetInt32();

        ToolResult result = await InProcess.Run("", [.. arguments, "--as-of", version, "--format", "json"]);
        result.ExitCode.ShouldBe(0);
        using JsonDocument some = JsonDocument.Parse(result.OutputBytes);
        some.RootElement.GetProperty("asOf").GetString().ShouldBe(version);
        int found = some.RootElement.GetProperty("leftOut").GetInt32();
        found.ShouldBe(leftOut);
        some.RootElement.GetProperty("cases").GetInt32().ShouldBe(cases - leftOut);
        some.RootElement.GetProperty("checks")
            .EnumerateArray()
            .Any(check => check.GetProperty("case").GetString()!.StartsWith("response-start", StringComparison.Ordinal))
            .ShouldBe(leftOut == 0);

        result = await InProcess.Run("", [.. arguments, "--as-of", version]);
        result.Output.ShouldContain($"\nAs of version {version}: {leftOut} cases left out, ");
        result.Output.ShouldContain($"\nconforms: {cases - leftOut} cases, ");

        result = await InProcess.Run("", [.. arguments, "--as-of", version, "--format", "junit"]);
        XElement suites = XDocument.Parse(result.Output).Root!;
        suites
            .Elements("testsuite")
            .Single(suite => suite.Attribute("name")!.Value == "agentwire conform")
            .Descendants("property")
            .Select(property => $"{property.Attribute("name")!.Value} {property.Attribute("value")!.Value}")
            .ShouldBe([$"asOf {version}", $"leftOut {leftOut}"]);
        suites.Attribute("tests")!.Value.ShouldBe($"{suites.Descendants("testcase").Count()}");
    }

    [Theory]
    [InlineData(
        "conform --exec false --dialect synaps --as-of 0.3.5",
        "synaps covers version 0.3.6 to 0.9.0, and not the version 0.3.5 of --as-of"
    )]
    [InlineData(
        "conform --exec false --dialect synaps --as-of v1",
        "--as-of must be a version (numbers of at most 18 digits, separated by points or hyphens, such as 0.9.1 or 2026-08-22), not 'v1'"
    )]
    [InlineData(
        "conform --exec false --as-of 0.9",
        "--as-of needs --dialect, because the versions are those of a dialect"
    )]
    [InlineData(
        "conform --exec false --dialect synaps --filter *.response-start --as-of 0.8",
        "a peer of version 0.8 knows none of the chosen cases"
    )]
    public async Task A_version_that_cannot_be_meant_is_a_mistake(string arguments, string error)
    {
        ToolResult result = await InProcess.Run("", arguments.Split(' '));
        result.ShouldBe(2, "", $"agentwire: {error}\n");
    }
}
