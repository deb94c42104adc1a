namespace AgentWire.Tool.Tests;

public class UsageTests
{
    public static TheoryData<string, string> Mistakes =>
        new()
        {
            { "", "agentwire: Required command was not provided." },
            { "guard-testee a", "agentwire: The mark is not that of a testee." },
            { "draw", "agentwire: Unrecognized command or argument 'draw'." },
            { "canon", "agentwire: specify --dialect NAME; the dialects are: " },
            { "canon --dialect", "agentwire: Required argument missing for option: '--dialect'." },
            { "canon --dialect Walrus --side server", "agentwire: there is no dialect 'Walrus'; the dialects are: " },
            { "canon --dialect walrus", "agentwire: specify --side server or --side client (or a --type)" },
            { "canon --dialect walrus --side both", "agentwire: --side is server or client, not 'both'" },
            {
                "canon --dialect walrus --side server --type Pong",
                "agentwire: walrus has no type 'Pong'; its types are: ClientMessage, "
            },
            {
                "canon --dialect walrus --side server --unknown-tags drop",
                "agentwire: --unknown-tags is keep or reject, not 'drop'"
            },
            {
                "canon --dialect walrus --side server --unknown-members keep",
                "agentwire: --unknown-members is ignore or preserve or reject, not 'keep'"
            },
            { "canon --dialect walrus --side server --strict", "agentwire: there is no option '--strict'" },
            {
                "canon --dialect walrus --side server --side server",
                "agentwire: Option '--side' expects a single argument but 2 were provided."
            },
            { "canon --dialect walrus --side server a b", "agentwire: Unrecognized command or argument 'b'." },
            {
                "canon --dialect walrus --side server nowhere.ndjson",
                "agentwire: cannot open 'nowhere.ndjson': no such file"
            },
            {
                "canon --dialect walrus --side server nowhere/at.ndjson",
                "agentwire: cannot open 'nowhere/at.ndjson': no such file"
            },
            { "canon --dialect walrus --side server spec", "agentwire: cannot open 'spec': it is a directory" },
            { "canon --dialect walrus --side server -- -x", "agentwire: cannot open '-x': no such file" },
            {
                "check --dialect walrus --side server",
                "agentwire: Required argument 'FILE' missing for command: 'check'."
            },
            { "check --dialect walrus --side server --format xml -", "agentwire: --format is text or json, not 'xml'" },
            {
                "check --dialect walrus --side server nowhere.ndjson",
                "agentwire: cannot open 'nowhere.ndjson': no such file"
            },
            { "conform", "agentwire: Option '--exec' is required." },
            { "conform --exec 'x", "agentwire: --exec: the quote ' is not closed in: 'x" },
            { "conform --exec x --dialect y", "agentwire: there is no dialect 'y' in the tool; the dialects are: " },
            { "conform --exec x --format xml", "agentwire: --format is text or json or junit, not 'xml'" },
            { "conform --exec x --timeout 0", "agentwire: --timeout must be a number of seconds above 0, not '0'" },
            {
                "conform --exec x --timeout soon",
                "agentwire: --timeout must be a number of seconds above 0, not 'soon'"
            },
            {
                "conform --exec x --filter nothing",
                "agentwire: no case matches --dialect, --side, --type, --filter and --op together"
            },
            { "conform --exec x --spec nowhere", "agentwire: cannot read 'nowhere': " },
            {
                "conform --exec x --spec src",
                "agentwire: 'src' contains no dialect, which is a folder with a dialect.json"
            },
            { "conform --exec x --baseline nowhere.txt", "agentwire: cannot open 'nowhere.txt': no such file" },
            { "generate --out x", "agentwire: Either --spec or --dialect is required." },
            { "generate --spec x", "agentwire: One of --out, --reference, --vectors and --registry-out is required." },
            { "new", "agentwire: Required argument 'NAME' missing for command: 'new'." },
            { "spec", "agentwire: Required command was not provided." },
            { "spec export", "agentwire: Required argument 'DIR' missing for command: 'export'." },
            { "list --dialect walrus", "agentwire: there is no option '--dialect'" },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_told_on_standard_error_with_exit_code_2(string arguments, string message)
    {
        ToolResult result = await InProcess.Run("{}\n", arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        $"\n{result.Error}".ShouldContain("\n" + message);
        result.Error.ShouldNotContain("   at ");
        result.Output.ShouldBeEmpty();
        result.ExitCode.ShouldBe(2);
    }

    [Theory]
    [InlineData("canon --side", "canon")]
    [InlineData("nothing", "")]
    public async Task A_mistake_points_to_the_help(string arguments, string command)
    {
        ToolResult result = await InProcess.Run("", arguments.Split(' '));
        result.Error.ShouldEndWith($"agentwire: try '{$"agentwire {command}".Trim()} --help'\n");
    }

    [Theory]
    [InlineData("root")]
    [InlineData("canon")]
    [InlineData("check")]
    [InlineData("conform")]
    [InlineData("diff")]
    [InlineData("generate")]
    [InlineData("list")]
    [InlineData("new")]
    [InlineData("run")]
    [InlineData("spec")]
    [InlineData("spec export")]
    [InlineData("testee")]
    public async Task Help_is_as_approved(string command)
    {
        ToolResult result = await InProcess.Run("", command == "root" ? ["--help"] : [.. command.Split(' '), "--help"]);
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(0);

        // The help pads some lines, but editors remove trailing spaces.
        string text = string.Join('\n', result.Output.Split('\n').Select(line => line.TrimEnd()));
        text.ShouldMatchApproved(c => c.SubFolder("approved").WithDiscriminator(command.Replace(' ', '-')).NoDiff());
    }

    [Fact]
    public async Task Help_is_given_whatever_else_is_wrong() =>
        (await InProcess.Run("", "check", "--bogus", "--help")).ExitCode.ShouldBe(0);

    [Fact]
    public async Task The_version_is_the_assembly_s()
    {
        string version = typeof(WireDialects).Assembly.GetName().Version!.ToString(3);
        (await ToolProcess.Run("", "--version")).ShouldBe(0, version + "\n", "");
    }
}
