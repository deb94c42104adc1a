namespace AgentWire.Tool.Tests;

/// <summary>Standard streams that are closed, full, or not streams: the exit code and, if possible, a message report it, and nothing blocks.</summary>
[Trait("Category", "Load")]
public class ClosedStreamTests
{
    private const string Canon = "canon --dialect walrus --side server";
    private const string Check = "check --dialect walrus --side server";

    public static TheoryData<string, bool, int> Commands =>
        new()
        {
            { Canon, true, 0 },
            { $"{Canon} spec/walrus/sessions/server.ndjson", false, 0 },
            { $"{Check} -", true, 0 },
            { "testee", true, 0 },
            { "list", false, 0 },
            { "spec list", false, 0 },
            { "canon --help", false, 0 },
            { "diff spec spec", false, 0 },
            { $"conform --exec \"agentwire testee\" --spec {BrokenTestee.Spec} --type StreamEvent", false, 0 },
        };

    [UnixTheory]
    [MemberData(nameof(Commands))]
    public async Task Closed_streams_are_told_of_and_nothing_waits(string command, bool readsInput, int exitCode)
    {
        string[] all = ["<&-", "<&- >&-", "<&- 2>&-", ">&-", ">&- 2>&-", "2>&-", "<&- >&- 2>&-"];
        foreach (string closed in Thoroughness.OneOf(3, all))
        {
            ToolResult result = await ToolProcess.Shell($"agentwire {command} < /dev/null {closed}");
            string[] streams = closed.Split(' ');
            (int expected, string error) =
                streams.Contains(">&-") ? (3, "agentwire: cannot write the output: standard output is closed\n")
                : streams.Contains("<&-") && readsInput ? (2, "agentwire: cannot read '-': standard input is closed\n")
                : (exitCode, "");
            result.Error.ShouldBe(streams.Contains("2>&-") ? "" : error, $"{command} {closed}");
            result.ExitCode.ShouldBe(expected, $"{command} {closed}");
        }
    }

    [UnixTheory]
    [InlineData(Canon)]
    [InlineData($"{Check} -")]
    [InlineData("list")]
    [InlineData("spec list")]
    [InlineData("canon --help")]
    [InlineData("diff spec spec")]
    public async Task A_reader_that_has_gone_is_no_error(string command)
    {
        ToolResult result = await ToolProcess.Shell(
            $"{{ sleep 0.1; echo '{{\"type\":\"pong\"}}' | agentwire {command}; echo $? >&2; }} | true"
        );
        result.Error.ShouldBe("0\n");
    }

    [UnixFact]
    public async Task A_reader_that_has_gone_does_not_hide_what_diff_has_found()
    {
        using var folder = new TemporaryFolder();
        string changed = folder.Copy(Path.Combine(ToolProcess.Root, "spec"), "spec");
        Directory.Delete(Path.Combine(changed, "walrus"), recursive: true);
        foreach (string format in (string[])["text", "json"])
        {
            ToolResult result = await ToolProcess.Shell(
                $"{{ sleep 0.1; agentwire diff --format {format} spec '{changed}'; echo $? >&2; }} | true"
            );
            result.Error.ShouldBe("1\n");
        }
    }

    [UnixTheory]
    [InlineData("canon --dialect walrus --side server < spec")]
    [InlineData("check --dialect walrus --side server - < spec")]
    [InlineData("testee < spec")]
    [InlineData("canon --dialect walrus --side server 0> /dev/null")]
    [InlineData("check --dialect walrus --side server - 0> /dev/null")]
    public async Task Input_that_cannot_be_read_is_told_in_one_line(string command)
    {
        ToolResult result = await ToolProcess.Shell($"agentwire {command}");
        result.Error.ShouldStartWith("agentwire: cannot read '-': ");
        result.Error.Split('\n').Length.ShouldBe(2);
        result.ExitCode.ShouldBe(2);
    }

    [UnixTheory]
    [InlineData("1< /dev/null")]
    [InlineData("1< spec")]
    [InlineData("> /dev/full")]
    public async Task Output_that_cannot_be_written_is_told_in_one_line(string redirection)
    {
        foreach (string command in (string[])["list", "spec list", "canon --help", "diff spec spec", $"{Canon} -"])
        {
            ToolResult result = await ToolProcess.Shell(
                $"echo '{{\"type\":\"pong\"}}' | agentwire {command} {redirection}"
            );
            result.Error.ShouldStartWith("agentwire: cannot write the output: ");
            result.Error.Split('\n').Length.ShouldBe(2);
            result.ExitCode.ShouldBe(3);
        }
    }

    [UnixTheory]
    [InlineData("2< /dev/null")]
    [InlineData("2< spec")]
    [InlineData("2> /dev/full")]
    public async Task Findings_that_cannot_be_written_do_not_stop_the_output(string redirection)
    {
        ToolResult result = await ToolProcess.Shell(
            $"printf '[]\\n{{\"type\":\"pong\"}}\\n' | agentwire {Canon} {redirection}"
        );
        result.ShouldBe(1, "\n{\"type\":\"pong\"}\n", "");
    }
}
