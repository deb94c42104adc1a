namespace AgentWire.Tool.Tests;

public class CanonTests
{
    private const string Pong = "{\"type\":\"pong\"}";
    private static readonly string[] Server = ["canon", "--dialect", "walrus", "--side", "server"];

    [Theory]
    [InlineData("server")]
    [InlineData("client")]
    public async Task A_session_comes_back_byte_for_byte(string side)
    {
        string file = $"spec/walrus/sessions/{side}.ndjson";
        ToolResult result = await InProcess.Run("", "canon", "--dialect", "walrus", "--side", side, file);
        result.OutputBytes.ShouldBe(File.ReadAllBytes(Path.Combine(ToolProcess.Root, file)));
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    public async Task Standard_input_is_read_without_a_file_and_for_a_dash(string file)
    {
        ToolResult result = await InProcess.Run(
            " { \"type\" : \"pong\" } \n",
            [.. Server, .. file.Length > 0 ? [file] : Array.Empty<string>()]
        );
        result.ShouldBe(0, Pong + "\n", "");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\n", "\n")]
    [InlineData("\r\n \t\r\n", "\n\n")]
    [InlineData(" ", "\n")]
    [InlineData(Pong, Pong + "\n")]
    [InlineData(Pong + "\r\n" + Pong + "\r", Pong + "\n" + Pong + "\n")]
    [InlineData("\n" + Pong + "\n\n" + Pong + "\n", "\n" + Pong + "\n\n" + Pong + "\n")]
    public async Task Every_input_line_gives_one_output_line(string input, string output) =>
        (await InProcess.Run(input, Server)).ShouldBe(0, output, "");

    [Theory]
    [InlineData("\ufeff" + Pong + "\n" + Pong, "\n" + Pong + "\n", "-:1: syntax at (root) (byte 0): ")]
    [InlineData(Pong + "\n\n" + Pong + "\r" + Pong, Pong + "\n\n\n", "-:3: trailing_data at (root) (byte 16): ")]
    [InlineData(Pong + "\u2028\n", "\n", "-:1: trailing_data at (root) (byte 15): ")]
    [InlineData(
        "{\"type\":\"error\",\"code\":\"x\",\"message\":\"m\"}\n" + Pong + "\n",
        "\n" + Pong + "\n",
        "-:1: wrong_type at /code (byte 23): "
    )]
    [InlineData("{\"type\":\"pong\"\n}\n", "\n\n", "-:1: truncated at ")]
    public async Task A_refused_line_gives_an_empty_line_and_a_finding(string input, string output, string finding)
    {
        ToolResult result = await InProcess.Run(input, Server);
        result.Output.ShouldBe(output);
        result.Error.ShouldStartWith(finding);
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Findings_name_the_file_as_it_was_given()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("@events.ndjson", "[]\n");
        ToolResult result = await InProcess.Run("", [.. Server, file]);
        result.Error.ShouldStartWith($"{file}:1: wrong_type at (root) (byte 0): ");
        result.Output.ShouldBe("\n");
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused()
    {
        ToolResult result = await InProcess.Run([0xff, (byte)'\n', 0xc3], Server);
        result.Output.ShouldBe("\n\n");
        result.Error.ShouldContain("-:1: invalid_utf8 at (root) (byte 0): ");
        result.Error.ShouldContain("-:2: invalid_utf8 at (root) (byte 0): ");
    }

    [Fact]
    public async Task What_a_terminal_obeys_is_shown_as_an_escape()
    {
        ToolResult result = await InProcess.Run(
            "{\"type\":\"pong\",\"\\u001b[31m\\n\u202e\":1}\n",
            [.. Server, "--unknown-members", "reject"]
        );
        result.Error.Split('\n').Length.ShouldBe(2);
        result.Error.ShouldStartWith("-:1: unknown_member at /\\u001b[31m\\u000a\\u202e (byte 15): ");
        result.Error.ShouldNotContain("\u001b");
    }

    [Theory]
    [InlineData("keep", "{\"type\":\"news\",\"a\":[1.50]}\n", 0)]
    [InlineData("reject", "\n", 1)]
    public async Task Unknown_tags_are_kept_or_rejected(string handling, string output, int exitCode)
    {
        ToolResult result = await InProcess.Run(
            "{\"type\":\"news\", \"a\":[1.50]}",
            [.. Server, "--unknown-tags", handling]
        );
        result.Output.ShouldBe(output);
        result
            .Error.StartsWith("-:1: unknown_tag at /type (byte 8): ", StringComparison.Ordinal)
            .ShouldBe(exitCode == 1);
        result.ExitCode.ShouldBe(exitCode);
    }

    [Theory]
    [InlineData("ignore", Pong + "\n", 0)]
    [InlineData("preserve", "{\"type\":\"pong\",\"x\":1}\n", 0)]
    [InlineData("reject", "\n", 1)]
    public async Task Unknown_members_are_ignored_preserved_or_rejected(string handling, string output, int exitCode)
    {
        ToolResult result = await InProcess.Run(
            "{\"x\": 1, \"type\":\"pong\"}",
            [.. Server, "--unknown-members", handling]
        );
        result.Output.ShouldBe(output);
        result
            .Error.StartsWith("-:1: unknown_member at /x (byte 1): ", StringComparison.Ordinal)
            .ShouldBe(exitCode == 1);
        result.ExitCode.ShouldBe(exitCode);
    }

    [Fact]
    public async Task Without_options_unknown_tags_are_kept_and_unknown_members_ignored() =>
        (await InProcess.Run("{\"type\":\"news\"}\n{\"type\":\"pong\",\"x\":1}\n", Server)).ShouldBe(
            0,
            "{\"type\":\"news\"}\n" + Pong + "\n",
            ""
        );

    [Theory]
    [InlineData("canon", "--dialect", "walrus", "--type", "StreamEvent")]
    [InlineData("canon", "--dialect", "walrus", "--side", "server", "--type", "StreamEvent")]
    public async Task A_type_takes_the_place_of_what_the_side_sends(params string[] arguments) =>
        (await InProcess.Run("{\"Chunk\": {\"content\": \"hi\"}}", arguments)).ShouldBe(
            0,
            "{\"Chunk\":{\"content\":\"hi\"}}\n",
            ""
        );

    [Fact]
    public async Task The_side_decides()
    {
        const string Ping = "{\"type\":\"ping\"}";
        string[] client = ["canon", "--dialect", "walrus", "--side", "client", "--unknown-tags", "reject"];
        (await InProcess.Run(Ping, client)).ShouldBe(0, Ping + "\n", "");
        (await InProcess.Run(Pong, client)).ExitCode.ShouldBe(1);
    }
}
