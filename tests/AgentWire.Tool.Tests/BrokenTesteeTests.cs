namespace AgentWire.Tool.Tests;

public class BrokenTesteeTests
{
    [Theory]
    [InlineData("escapes-too-much")]
    [InlineData("upper-case-digits")]
    [InlineData("drops-a-member")]
    [InlineData("white-space")]
    [InlineData("long")]
    [InlineData("lenient")]
    [InlineData("refuses-unknown")]
    [InlineData("hangs")]
    [InlineData("crashes")]
    [InlineData("garbage")]
    [InlineData("floods")]
    [InlineData("wrong-id")]
    [InlineData("answers-twice")]
    public async Task A_broken_testee_is_caught(string fault)
    {
        // Only the testee that hangs never answers. The others can be slow on a busy machine.
        ToolResult result = await BrokenTestee.Conform(fault, "--timeout", fault == "hangs" ? "5" : "60");
        result.ExitCode.ShouldBe(1);
        ShouldMatchApproved(result, fault);
    }

    [Theory]
    [InlineData("exits-at-once")]
    [InlineData("logs-to-output")]
    public async Task A_testee_that_never_answers_breaks_the_run(string fault)
    {
        ToolResult result = await BrokenTestee.Conform(fault);
        result.ExitCode.ShouldBe(3);
        ShouldMatchApproved(result, fault);
    }

    private static void ShouldMatchApproved(ToolResult result, string fault)
    {
        string error = result.Error.Replace(
            BrokenTestee.Command("AgentWire.Tool.Tests.dll", fault),
            "COMMAND",
            StringComparison.Ordinal
        );
        $"{result.Output}{(error.Length == 0 ? "" : "-- standard error\n")}{error}".ShouldMatchApproved(c =>
            c.SubFolder("approved").WithDiscriminator(fault).NoDiff()
        );
    }
}
