using System.Text;
using System.Text.Json;

namespace AgentWire.Tool.Tests;

public class CheckTests
{
    private const string Pong = "{\"type\":\"pong\"}\n";

    // Lines of every kind: canonical, not canonical, empty, unknown at both depths, refused.
    private const string Mixed =
        Pong
        + " "
        + Pong
        + "\r\n"
        + "{\"type\":\"news\",\"text\":\"\\u001b[31mhi\"}\n"
        + "{\"type\":\"stream\",\"Chunk\":{\"content\":\"hé\"}}\n"
        + "{\"type\":\"stream\",\"Blink\":{\"content\":\"hi\"}}\n"
        + "{\"type\":\"error\",\"code\":70000,\"message\":\"m\"}\n"
        + "{\"type\":\"error\",\"code\":404}\n"
        + "nonsense";

    private static readonly string[] Server = ["check", "--dialect", "walrus", "--side", "server"];

    [Theory]
    [InlineData("server", 202)]
    [InlineData("client", 20)]
    public async Task A_session_is_canonical_and_has_every_message(string side, int least)
    {
        string file = $"spec/walrus/sessions/{side}.ndjson";
        ToolResult result = await InProcess.Run(
            "",
            [
                "check",
                "--dialect",
                "walrus",
                "--side",
                side,
                "--strict",
                "--unknown-tags",
                "reject",
                "--unknown-members",
                "reject",
                "--format",
                "json",
                file,
            ]
        );
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(0);
        using JsonDocument json = JsonDocument.Parse(result.OutputBytes);
        json.RootElement.GetProperty("files")[0].GetProperty("messages").GetInt32().ShouldBeGreaterThanOrEqualTo(least);
        JsonElement[] tags = [.. json.RootElement.GetProperty("tags").EnumerateArray()];
        tags.ShouldNotBeEmpty();
        tags.ShouldAllBe(tag => tag.GetProperty("known").GetBoolean() && tag.GetProperty("messages").GetInt32() > 0);
    }

    [Fact]
    public async Task Text_is_as_approved()
    {
        ToolResult result = await InProcess.Run(Mixed, [.. Server, "-"]);
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(1);
        result.Output.ShouldMatchApproved(c => c.SubFolder("approved").NoDiff());
    }

    [Fact]
    public async Task Text_for_a_file_has_nothing_for_terminals()
    {
        ToolResult result = await InProcess.Run(Mixed, [.. Server, "-"]);
        result.Output.ShouldNotContain("\u001b");
        result.Output.ShouldNotContain("\r");
        result.Output.Split('\n').ShouldAllBe(line => line == line.TrimEnd());
    }

    [Fact]
    public async Task Json_tells_the_same()
    {
        ToolResult result = await InProcess.Run(Mixed, [.. Server, "--format", "json", "-"]);
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(1);
        using JsonDocument document = JsonDocument.Parse(result.OutputBytes);
        JsonElement json = document.RootElement;
        json.GetProperty("ok").GetBoolean().ShouldBeFalse();
        json.GetProperty("dialect").GetString().ShouldBe("walrus");
        json.GetProperty("side").GetString().ShouldBe("server");
        json.GetProperty("type").GetString().ShouldBe("ServerMessage");
        json.GetProperty("strict").GetBoolean().ShouldBeFalse();

        JsonElement file = json.GetProperty("files").EnumerateArray().ShouldHaveSingleItem();
        file.GetProperty("file").GetString().ShouldBe("-");
        file.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
        file.GetProperty("lines").GetInt32().ShouldBe(9);
        file.GetProperty("empty").GetInt32().ShouldBe(1);
        file.GetProperty("messages").GetInt32().ShouldBe(5);
        file.GetProperty("refused").GetInt32().ShouldBe(3);
        file.GetProperty("notCanonical").GetInt32().ShouldBe(1);
        file.GetProperty("bytes").GetInt32().ShouldBe(Encoding.UTF8.GetByteCount(Mixed));

        Places(json, "refused").ShouldBe(["7 out_of_range /code 23", "8 missing_member /message 26", "9 syntax  0"]);
        Places(json, "notCanonical").ShouldBe(["2 not_canonical  0"]);
        Places(json, "unknown").ShouldBe(["4 unknown_tag /type 8", "6 unknown_tag /Blink 17"]);
        json.GetProperty("tags")
            .EnumerateArray()
            .Where(tag => tag.GetProperty("messages").GetInt32() > 0)
            .Select(tag => $"{tag.GetProperty("tag")} {tag.GetProperty("known")} {tag.GetProperty("messages")}")
            .ShouldBe(["stream True 2", "pong True 2", "news False 1"]);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Strict_makes_lines_that_are_not_canonical_findings(bool strict, int exitCode)
    {
        string[] arguments = strict ? [.. Server, "--strict", "-"] : [.. Server, "-"];
        ToolResult result = await InProcess.Run(" " + Pong, arguments);
        result.ExitCode.ShouldBe(exitCode);
        result.Output.ShouldContain("Not canonical: 1\n  -:1: not_canonical at (root) (byte 0): ");
        (await InProcess.Run(Pong, arguments)).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("--unknown-tags", "reject", "{\"type\":\"news\"}\n", "unknown_tag")]
    [InlineData("--unknown-members", "reject", "{\"type\":\"pong\",\"x\":1}\n", "unknown_member")]
    public async Task What_is_unknown_can_be_refused(string option, string value, string input, string code)
    {
        (await InProcess.Run(input, [.. Server, "-"])).ExitCode.ShouldBe(0);
        ToolResult result = await InProcess.Run(input, [.. Server, option, value, "-"]);
        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain($"Refused: 1\n  -:1: {code} at ");
    }

    [Fact]
    public async Task Preserved_members_are_canonical_and_ignored_ones_are_not()
    {
        const string Input = "{\"type\":\"pong\",\"x\":1}\n";
        (await InProcess.Run(Input, [.. Server, "--strict", "-"])).ExitCode.ShouldBe(1);
        (await InProcess.Run(Input, [.. Server, "--strict", "--unknown-members", "preserve", "-"])).ExitCode.ShouldBe(
            0
        );
    }

    [Fact]
    public async Task A_type_without_a_tag_is_counted_by_its_name()
    {
        ToolResult result = await InProcess.Run(
            "{\"name\":\"bash\",\"arguments\":\"\"}\n",
            "check",
            "--dialect",
            "walrus",
            "--type",
            "ToolCallInfo",
            "-"
        );
        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain("  ToolCallInfo          1   100.0 %      30\n");
    }

    [Fact]
    public async Task Several_files_are_told_apart_and_one_that_cannot_be_opened_stops_none()
    {
        using var folder = new TemporaryFolder();
        string good = folder.Write("good.ndjson", Pong + "\n");
        string bad = folder.Write("bad.ndjson", "[]\n");
        ToolResult result = await InProcess.Run("", [.. Server, "--format", "json", good, "nowhere.ndjson", bad]);
        result.Error.ShouldBe("agentwire: cannot open 'nowhere.ndjson': no such file\n");
        result.ExitCode.ShouldBe(2);
        using JsonDocument json = JsonDocument.Parse(result.OutputBytes);
        json.RootElement.GetProperty("files")
            .EnumerateArray()
            .Select(file =>
                $"{Path.GetFileName(file.GetProperty("file").GetString())} {file.GetProperty("lines")} {file.GetProperty("empty")} {file.GetProperty("refused")} {file.GetProperty("error")}"
            )
            .ShouldBe([
                "good.ndjson 2 1 0 ",
                "nowhere.ndjson 0 0 0 cannot open 'nowhere.ndjson': no such file",
                "bad.ndjson 1 0 1 ",
            ]);

        result = await InProcess.Run("", [.. Server, good, bad]);
        result.Output.ShouldContain("  File ");
        result.Output.ShouldContain($"Refused: 1\n  {bad}:1: wrong_type at (root) (byte 0): ");
        result.Output.ShouldEndWith("3 lines (1 empty): 1 refused, 0 not canonical\n");
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Only_the_first_of_many_findings_are_listed()
    {
        string input = string.Concat(Enumerable.Repeat("[]\n", 1500));
        ToolResult text = await InProcess.Run(input, [.. Server, "-"]);
        text.Output.ShouldContain("Refused: 1,500\n");
        text.Output.ShouldContain("\n  -:20: ");
        text.Output.ShouldNotContain("\n  -:21: ");
        text.Output.ShouldContain("\n  ... and 1,480 more\n");

        ToolResult json = await InProcess.Run(input, [.. Server, "--format", "json", "-"]);
        using JsonDocument document = JsonDocument.Parse(json.OutputBytes);
        JsonElement refused = document.RootElement.GetProperty("refused");
        refused.GetProperty("count").GetInt32().ShouldBe(1500);
        refused.GetProperty("lines").GetArrayLength().ShouldBe(1000);
    }

    [Fact]
    public async Task Invented_tags_do_not_fill_the_memory()
    {
        string input = string.Concat(Enumerable.Range(0, 500).Select(i => $"{{\"type\":\"t{i}\"}}\n"));
        ToolResult result = await InProcess.Run(input, [.. Server, "--format", "json", "-"]);
        using JsonDocument document = JsonDocument.Parse(result.OutputBytes);
        JsonElement[] unknown =
        [
            .. document
                .RootElement.GetProperty("tags")
                .EnumerateArray()
                .Where(tag => !tag.GetProperty("known").GetBoolean()),
        ];
        unknown.Length.ShouldBe(51);
        unknown[^1].GetProperty("tag").ValueKind.ShouldBe(JsonValueKind.Null);
        unknown.Sum(tag => tag.GetProperty("messages").GetInt32()).ShouldBe(500);
    }

    [Fact]
    public async Task A_closed_pipe_does_not_change_the_verdict()
    {
        using ToolProcess tool = ToolProcess.Start([.. Server, "-"]);
        tool.Output.Close();
        await tool.Feed("[]\n"u8.ToArray());
        tool.EndInput();
        (await tool.Exit()).ShouldBe(1);
        (await ToolProcess.ReadAll(tool.Error)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Places(JsonElement json, string kind)
    {
        JsonElement findings = json.GetProperty(kind);
        findings.GetProperty("count").GetInt32().ShouldBe(findings.GetProperty("lines").GetArrayLength());
        foreach (JsonElement finding in findings.GetProperty("lines").EnumerateArray())
        {
            finding.GetProperty("file").GetString().ShouldBe("-");
            finding.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
            yield return $"{finding.GetProperty("line")} {finding.GetProperty("code")} {finding.GetProperty("pointer")} {finding.GetProperty("byte")}";
        }
    }
}
