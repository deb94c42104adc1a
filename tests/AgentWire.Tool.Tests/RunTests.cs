namespace AgentWire.Tool.Tests;

/// <summary><c>agentwire run</c>.</summary>
public class RunTests
{
    private const string Started = """{"type":"RUN_STARTED","threadId":"t","runId":"r"}""";
    private const string Finished = """{"type":"RUN_FINISHED","threadId":"t","runId":"r"}""";
    private const string Failed = """{"type":"RUN_ERROR","message":"m"}""";
    private const string Chunk = """{"type":"TEXT_MESSAGE_CHUNK","messageId":"m","delta":"Hi"}""";
    private const string Nothing = "\"messages\":[],\"state\":{}";

    private static readonly string Whole =
        $$"""{"outcome":"finished","events":[{{Started}},{{Finished}}],{{Nothing}},"runs":["finished"]}""" + "\n";

    [Theory]
    [InlineData(Started + "\n" + Finished + "\n")]
    [InlineData("\n " + Started + " \r\n\n" + Finished)]
    [InlineData("data: " + Started + "\n\ndata: " + Finished + "\n\n")]
    [InlineData(": ping\n\nid: 7\nevent: message\ndata:" + Started + "\n\n: ping\ndata: " + Finished + "\n\n\n\n")]
    [InlineData("\uFEFFdata: " + Started + "\r\n\r\ndata: " + Finished)]
    [InlineData(
        "data: {\ndata: \"type\":\"RUN_STARTED\",\"threadId\":\"t\",\"runId\":\"r\"}\n\ndata: " + Finished + "\n\n"
    )]
    public async Task Lines_and_server_sent_events_are_read_alike(string stream)
    {
        ToolResult result = await InProcess.Run(stream, "run", "--format", "json");
        result.ShouldBe(0, Whole, "");
    }

    [Theory]
    [InlineData(Started, "truncated", "\"truncated\"", 1)]
    [InlineData(Started + "\n" + Failed, "run_error", "\"run_error\"", 1)]
    [InlineData("", "truncated", "", 1)]
    public async Task The_exit_code_is_0_for_what_finished_alone(
        string stream,
        string outcome,
        string runs,
        int exitCode
    )
    {
        ToolResult result = await InProcess.Run(stream, "run", "--format", "json");
        result.Output.ShouldStartWith($$"""{"outcome":"{{outcome}}",""");
        result.Output.ShouldEndWith($$""","runs":[{{runs}}]}""" + "\n");
        result.ExitCode.ShouldBe(exitCode);
    }

    [Theory]
    [InlineData(Started + "\n" + Started, "at\":1,\"rule\":\"run-active\"")]
    [InlineData("{\"type\":1}\n" + Started, "at\":0,\"rule\":\"event\"")]
    [InlineData("data: " + Started + "\n\ndata:\n\ndata: " + Finished + "\n\n", "at\":1,\"rule\":\"event\"")]
    [InlineData("<html>\n", "at\":0,\"rule\":\"event\"")]
    [InlineData("\uFEFF" + Started + "\n", "at\":0,\"rule\":\"event\"")]
    [InlineData("data: " + Started + "\n\ndata\n\n", "at\":1,\"rule\":\"event\"")]
    public async Task What_is_refused_is_told_with_its_index_and_its_rule(string stream, string text)
    {
        ToolResult result = await InProcess.Run(stream, "run", "--format", "json");
        result.Output.ShouldStartWith($"{{\"outcome\":\"refused\",\"{text},\"events\":[");
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task People_see_what_was_refused_the_messages_and_the_expanded_events()
    {
        ToolResult result = await InProcess.Run($"{Started}\n{Chunk}\n{Started}\n", "run");
        result.ShouldBe(
            1,
            """
            refused: run-active
            Event 2 (RUN_STARTED): A run is active. Expected RUN_FINISHED or RUN_ERROR before the next run.
            runs      refused
            state     {}

            Messages: 1
              {"id":"m","role":"assistant","content":"Hi"}

            Events after the expansion of chunks: 4
              {"type":"RUN_STARTED","threadId":"t","runId":"r"}
              {"type":"TEXT_MESSAGE_START","messageId":"m","role":"assistant"}
              {"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"Hi"}
              {"type":"TEXT_MESSAGE_END","messageId":"m"}

            """,
            ""
        );
    }

    [Fact]
    public async Task People_see_what_had_no_effect()
    {
        const string Patch = """{"type":"STATE_DELTA","delta":[{"op":"remove","path":"/a"}]}""";
        ToolResult result = await InProcess.Run($"{Started}\n{Patch}\n{Finished}\n", "run");
        result.Output.ShouldContain("\nWarnings: 1\n  Event 1: ");
        result.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_batch_gives_one_line_for_each_line_and_goes_on_after_one_that_is_no_list()
    {
        string text = System.Text.Json.JsonSerializer.Serialize(Finished);
        ToolResult result = await InProcess.Run(
            $"[{Started},{Finished}]\nnothing\n\n[{Started},{text}]\n{{}}\n[{Started}] 1\n[{Started},7]\n[]",
            "run",
            "--batch"
        );
        string[] lines = result.Output.Split('\n');
        lines.Length.ShouldBe(9);
        lines[0].ShouldBe(Whole.TrimEnd());
        lines[1].ShouldStartWith("{\"error\":\"");
        lines[2].ShouldStartWith("{\"error\":\"");
        lines[3].ShouldBe(Whole.TrimEnd());
        lines[4].ShouldBe("""{"error":"The line is not a JSON array of events."}""");
        lines[5].ShouldStartWith("{\"error\":\"");
        lines[6].ShouldStartWith("""{"outcome":"refused","at":1,"rule":"event",""");
        lines[7].ShouldBe($$"""{"outcome":"truncated","events":[],{{Nothing}},"runs":[]}""");
        lines[8].ShouldBeEmpty();
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_text_without_a_form_in_UTF_8_and_an_event_that_is_too_deep_are_refused()
    {
        string deep = $$"""{"type":"CUSTOM","name":"n","value":{{new string('[', 200)}}{{new string(']', 200)}}}""";
        ToolResult result = await InProcess.Run(
            $"[{Started},\"\\ud800\"]\n[{Started},{deep}]\n[{new string('[', 2000)}{new string(']', 2000)}]\n",
            "run",
            "--batch"
        );
        string[] lines = result.Output.Split('\n');
        lines[0].ShouldStartWith("""{"outcome":"refused","at":1,"rule":"event",""");
        lines[1].ShouldStartWith("""{"outcome":"refused","at":1,"rule":"event",""");
        lines[2].ShouldStartWith("{\"error\":\"");
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task An_event_of_the_greatest_depth_is_reported()
    {
        string deep = $$"""{"type":"CUSTOM","name":"n","value":{{new string('[', 126)}}{{new string(']', 126)}}}""";
        ToolResult result = await InProcess.Run($"[{Started},{deep},{Finished}]\n", "run", "--batch");
        result.ShouldBe(0, Whole.Replace($"{Started},", $"{Started},{deep},", StringComparison.Ordinal), "");
    }
}
