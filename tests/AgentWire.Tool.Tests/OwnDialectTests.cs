using System.Text.Json;

namespace AgentWire.Tool.Tests;

/// <summary><c>--spec</c>: commands on dialects that the tool does not contain.</summary>
public sealed class OwnDialectTests : IDisposable
{
    private static readonly string Data = Path.Combine(ToolProcess.Root, "tests", "AgentWire.Generator.Tests", "data");
    private static readonly string Sixth = Path.Combine(Data, "sixth");
    private static readonly string Shapes = Path.Combine(Data, "spec");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_shows_the_dialects_of_the_folder_alone()
    {
        ToolResult result = await InProcess.Run("", "list", "--spec", Sixth, "--format", "json");
        result.ExitCode.ShouldBe(0, result.Error);
        using JsonDocument json = JsonDocument.Parse(result.OutputBytes);
        JsonElement dialect = json.RootElement.GetProperty("dialects").EnumerateArray().ShouldHaveSingleItem();
        dialect.GetProperty("name").GetString().ShouldBe("lantern");
        JsonElement root = dialect
            .GetProperty("types")
            .EnumerateArray()
            .Single(type => type.GetProperty("side").GetString() == "server");
        root.GetProperty("type").GetString().ShouldBe("Event");
        root.GetProperty("tags")[0].GetString().ShouldBe("hello");
    }

    [Fact]
    public async Task Canon_writes_lines_of_the_only_dialect()
    {
        ToolResult result = await InProcess.Run(
            """
            {"kind": "x-unknown", "a": 1.0}
            {"kind":"hello"}

            """,
            ["canon", "--spec", Sixth, "--side", "server"]
        );
        result.ExitCode.ShouldBe(1);
        result.Output.ShouldBe("{\"kind\":\"x-unknown\",\"a\":1.0}\n\n");
        result.Error.ShouldStartWith("-:2: missing_member at /");
    }

    [Fact]
    public async Task Check_takes_a_type_of_one_of_several_dialects()
    {
        ToolResult result = await InProcess.Run(
            "{\"Text\":\"a\",\"type\":\"stream\"}\n{\"type\":\"x-unknown\"}\n",
            [
                "check",
                "--spec",
                Shapes,
                "--dialect",
                "flattened-external",
                "--type",
                "Message",
                "--strict",
                "--format",
                "json",
                "-",
            ]
        );
        result.ExitCode.ShouldBe(1, result.Error);
        using JsonDocument json = JsonDocument.Parse(result.OutputBytes);
        json.RootElement.GetProperty("dialect").GetString().ShouldBe("flattened-external");
        json.RootElement.GetProperty("notCanonical").GetProperty("count").GetInt32().ShouldBe(1);
        json.RootElement.GetProperty("unknown").GetProperty("count").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Testee_reads_what_the_dialect_says()
    {
        string request(string dialect) =>
            $$"""{"id":"1","op":"read","dialect":"{{dialect}}","type":"Event","input":"e30="}""" + "\n";
        ToolResult result = await InProcess.Run(request("lantern") + request("walrus"), "testee", "--spec", Sixth);
        result.ExitCode.ShouldBe(0, result.Error);
        string[] answers = result.Output.Split('\n');
        answers[0].ShouldContain("\"error\":\"missing_member\"");
        answers[1].ShouldContain("\"skip\":\"no type Event in walrus\"");
    }

    [Fact]
    public async Task One_of_several_roots_is_chosen()
    {
        string[] command = ["canon", "--spec", Shapes, "--dialect", "list-roots", "--side", "server"];
        ToolResult grids = await InProcess.Run("[[1, 2.5]]\n", [.. command, "--root", "grids"]);
        grids.ExitCode.ShouldBe(0, grids.Error);
        grids.Output.ShouldBe("[[1.0,2.5]]\n");

        ToolResult batches = await InProcess.Run("[]\n", [.. command, "--root", "batches"]);
        batches.Error.ShouldStartWith("-:1: invalid_value at (root) (byte 0): expected at least 1 elements");

        (await InProcess.Run("", command)).Error.ShouldBe(
            "agentwire: specify --root NAME; the roots of the server side of list-roots are: batches, grids\n"
        );
        (await InProcess.Run("", [.. command, "--root", "x"])).Error.ShouldBe(
            "agentwire: the server side of list-roots has no root 'x'; its roots are: batches, grids\n"
        );
        (await InProcess.Run("", [.. command, "--root", "grids", "--type", "Row"])).Error.ShouldBe(
            "agentwire: --root needs a --side, and no --type\n"
        );

        ToolResult list = await InProcess.Run("", "list", "--spec", Shapes);
        list.Output.ShouldContain("list-roots 0.1: List roots\n");
        list.Output.ShouldContain("sorted-root 0.1: Sorted root, for peers of version 1.0.0\n");
        list.Output.ShouldMatch("Grid +server: grids *\n");
        list.Output.ShouldMatch("Names +client *\n");
    }

    [Fact]
    public async Task A_dialect_of_several_must_be_named()
    {
        ToolResult result = await InProcess.Run("", "canon", "--spec", Shapes, "--side", "server");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldStartWith("agentwire: specify --dialect NAME; the dialects are: adjacent-fallback, ");
    }

    [Fact]
    public async Task A_dialect_of_the_tool_must_be_named()
    {
        ToolResult result = await InProcess.Run("", "check", "--side", "server", "-");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldStartWith("agentwire: specify --dialect NAME; the dialects are: ag-ui, ");
    }

    [Fact]
    public async Task A_folder_must_exist_and_have_a_dialect()
    {
        string none = _folder.PathOf("none");
        ToolResult missing = await InProcess.Run("", "list", "--spec", none);
        missing.ExitCode.ShouldBe(2);
        missing.Error.ShouldBe($"agentwire: there is no folder '{none}'\n");

        Directory.CreateDirectory(none);
        ToolResult empty = await InProcess.Run("", "list", "--spec", none);
        empty.ExitCode.ShouldBe(2);
        empty.Error.ShouldBe(
            $"agentwire: there is no dialect in '{none}': each has a folder with a dialect.json in it\n"
        );
    }

    [Fact]
    public async Task A_fault_in_a_schema_has_its_line_and_column()
    {
        string spec = _folder.Copy(Sixth, "spec");
        string manifest = Path.Combine(spec, "lantern", "dialect.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"framings\"", "\"farmings\""));
        ToolResult result = await InProcess.Run("", "check", "--spec", spec, "--side", "server", "-");
        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldMatch(@"dialect\.json\(\d+,\d+\): error AW1002: ");
    }

    [Fact]
    public async Task A_shape_that_codecs_do_not_support_is_refused()
    {
        string spec = _folder.Copy(Path.Combine(Shapes, "flattened-external"), "spec/flattened-external");
        string schema = Path.Combine(spec, "server.schema.json");
        string text = File.ReadAllText(schema);
        int at = text.IndexOf("\"type\": \"string\"", StringComparison.Ordinal);
        at.ShouldBePositive();
        File.WriteAllText(schema, text.Insert(at, "\"pattern\": \"^x\", "));
        ToolResult result = await InProcess.Run("", "list", "--spec", _folder.PathOf("spec"));
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("strings with a pattern are not supported");
    }
}
