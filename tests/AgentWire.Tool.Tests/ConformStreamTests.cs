namespace AgentWire.Tool.Tests;

/// <summary>Streams of events as vectors.</summary>
public class ConformStreamTests
{
    private static readonly string OwnTestee = BrokenTestee.Command("AgentWire.Tool.dll", "testee");

    [Fact]
    public async Task Our_own_testee_reports_every_stream_as_expected()
    {
        ToolResult result = await InProcess.Run(
            "",
            ["conform", "--op", "run", "--exec", OwnTestee, "--strict", "--fail-on-skip"]
        );
        int streams = Directory.GetFiles(Path.Combine(ToolProcess.Root, "spec", "ag-ui", "streams"), "*.json").Length;
        streams.ShouldBeGreaterThan(300);
        result.Output.ShouldContain($"\nconforms: {streams} cases, ");
        result.ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("another-state", "Required.ag-ui.streams.no-events: another state than expected\n", 1)]
    [InlineData("reads", "Required.ag-ui.streams.no-events: instead of an answer, the testee gave a line", 1)]
    [InlineData(
        "reports-text",
        "Required.ag-ui.streams.no-events: instead of an answer, the testee gave a line that has a member of the wrong type",
        1
    )]
    [InlineData("no-rule", "\nconforms: 2 cases, 2 checks: 2 passed, ", 0)]
    [InlineData(
        "another-rule",
        "Recommended.ag-ui.streams.first-event-is-custom.rule: another rule than expected\n",
        0
    )]
    public async Task Another_report_is_found(string fault, string text, int exitCode)
    {
        ToolResult result = await Conform(fault);
        result.Output.ShouldContain(text);
        result.ExitCode.ShouldBe(exitCode);
    }

    [Theory]
    [InlineData("no-rule")]
    [InlineData("another-rule")]
    public async Task Strictly_the_rule_counts(string fault)
    {
        ToolResult result = await Conform(fault, "--strict");
        result.Output.ShouldContain(
            "Recommended.ag-ui.streams.first-event-is-custom.rule: another rule than expected\n"
        );
        result.Output.ShouldContain("to do     The case fails if an implementation does this: ");
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_side_chooses_the_streams_that_it_sends()
    {
        ToolResult result = await InProcess.Run(
            "",
            ["conform", "--op", "run", "--side", "client", "--exec", OwnTestee]
        );
        result.Error.ShouldStartWith("agentwire: no case matches ");
        result.ExitCode.ShouldBe(2);
    }

    private static async Task<ToolResult> Conform(string fault, params string[] more)
    {
        string testee = BrokenTestee.Command("AgentWire.Tool.Tests.dll", fault);
        string[] chosen = ["first-event-is-custom", "no-events"];
        using TemporaryFolder spec = new();
        string source = Path.Combine(ToolProcess.Root, "spec", "ag-ui");
        string folder = Path.Combine(spec.Path, "ag-ui");
        Directory.CreateDirectory(Path.Combine(folder, "streams"));
        File.Copy(Path.Combine(source, "dialect.json"), Path.Combine(folder, "dialect.json"));
        foreach (string name in chosen)
        {
            string file = Path.Combine("streams", $"{name}.json");
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file));
        }

        return await InProcess.Run("", ["conform", "--op", "run", "--spec", spec.Path, "--exec", testee, .. more]);
    }
}
