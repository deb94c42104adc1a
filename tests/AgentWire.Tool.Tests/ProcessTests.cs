namespace AgentWire.Tool.Tests;

/// <summary>Each command as a process of its own: its output, its errors and its exit code are those of the command line.</summary>
public class ProcessTests
{
    private const string Canon = "canon --dialect walrus --side server";
    private const string Check = "check --dialect walrus --side server";
    private const string Session = "spec/walrus/sessions/server.ndjson";
    private const string Lines = "{\"type\":\"pong\"}\n {\"type\":\"news\"}\n[\"é\"]\n";
    private const string Request =
        """{"id":"é","op":"read","dialect":"walrus","type":"ServerMessage","input":"eyJ0eXBlIjoicG9uZyJ9"}""" + "\n";

    public static TheoryData<string, string, int> Commands =>
        new()
        {
            { "", "", 2 },
            { "--help", "", 0 },
            { $"{Canon} {Session}", "", 0 },
            { Canon, Lines, 1 },
            { $"{Canon} nowhere.ndjson", "", 2 },
            { $"{Check} {Session}", "", 0 },
            { $"{Check} -", Lines, 1 },
            { $"{Check} --format json {Session} nowhere.ndjson", "", 2 },
            { "diff spec spec", "", 0 },
            { "diff tests/AgentWire.Generator.Tests/data/sixth spec", "", 1 },
            { "diff spec nowhere", "", 2 },
            { "list", "", 0 },
            { "list --format xml", "", 2 },
            { "spec list", "", 0 },
            { "spec export Protocol.sln", "", 2 },
            { "testee", Request, 0 },
            { "testee", Request + "{}\n", 2 },
            { "conform --exec x --filter nothing", "", 2 },
            { "conform --exec no-such-program", "", 3 },
        };

    [Theory]
    [MemberData(nameof(Commands))]
    public Task A_process_says_and_returns_the_same(string command, string input, int exitCode) =>
        ShouldBeTheSame(exitCode, input, command.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("none", 0)]
    [InlineData("lenient", 1)]
    public Task A_process_tests_another_one_and_reports_the_same(string fault, int exitCode) =>
        ShouldBeTheSame(exitCode, "", BrokenTestee.ConformArguments(fault));

    [Fact]
    public async Task A_process_exports_the_specification()
    {
        using var folder = new TemporaryFolder();
        string target = folder.PathOf("spec");
        int files = Directory.GetFiles(Path.Combine(ToolProcess.Root, "spec"), "*", SearchOption.AllDirectories).Length;
        (await ToolProcess.Run("", "spec", "export", target)).ShouldBe(0, $"{files} files written to {target}\n", "");
        (await InProcess.Run("", "diff", "spec", target)).ShouldBe(0, "Nothing has changed.\n", "");
    }

    private static async Task ShouldBeTheSame(int exitCode, string input, string[] arguments)
    {
        ToolResult process = await ToolProcess.Run(input, arguments);
        ToolResult expected = await InProcess.Run(input, arguments);
        process.OutputBytes.ShouldBe(expected.OutputBytes);
        process.Error.ShouldBe(expected.Error);
        process.ExitCode.ShouldBe(exitCode);
        expected.ExitCode.ShouldBe(exitCode);
    }
}
