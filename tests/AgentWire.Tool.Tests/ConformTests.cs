using System.Text.Json;
using System.Xml.Linq;

namespace AgentWire.Tool.Tests;

public class ConformTests
{
    private static readonly string OwnTestee = BrokenTestee.Command("AgentWire.Tool.dll", "testee");

    [Fact]
    public async Task Our_own_testee_passes_every_check()
    {
        ToolResult result = await InProcess.Run("", "conform", "--exec", OwnTestee, "--strict", "--format", "json");
        result.Error.ShouldBeEmpty();
        using JsonDocument json = JsonDocument.Parse(result.OutputBytes);
        JsonElement counts = json.RootElement.GetProperty("counts");
        counts
            .EnumerateObject()
            .Where(each => each.Value.GetInt32() > 0)
            .ShouldHaveSingleItem()
            .Name.ShouldBe("passed");
        json.RootElement.GetProperty("checks").GetArrayLength().ShouldBe(counts.GetProperty("passed").GetInt32());
        json.RootElement.GetProperty("ok").GetBoolean().ShouldBeTrue();
        result.ExitCode.ShouldBe(0);

        // Every vector of every dialect. The streams have an operation of their own.
        int cases = Directory
            .GetFiles(Path.Combine(ToolProcess.Root, "spec"), "*.json", SearchOption.AllDirectories)
            .Where(file => Path.GetDirectoryName(file)!.Split(Path.DirectorySeparatorChar).Contains("vectors"))
            .Sum(file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("cases").GetArrayLength());
        json.RootElement.GetProperty("cases").GetInt32().ShouldBe(cases);
        json.RootElement.GetProperty("asked").GetInt32().ShouldBe(cases);
    }

    [Fact]
    public async Task A_command_that_cannot_be_started_breaks_the_run()
    {
        ToolResult result = await InProcess.Run("", "conform", "--exec", "no-such-program --x", "--format", "junit");
        result.Error.ShouldStartWith("agentwire: cannot start 'no-such-program': ");
        result.ExitCode.ShouldBe(3);
        XElement suites = XDocument.Parse(result.Output).Root!;
        suites.Attribute("errors")!.Value.ShouldBe("1");
        suites.Descendants("error").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_a_testee_writes_to_standard_error_neither_stops_nor_disturbs_it()
    {
        ToolResult result = await BrokenTestee.Conform("noisy", "--filter", "*.call");
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_testee_that_does_not_end_is_stopped_and_told_of()
    {
        ToolResult result = await BrokenTestee.Conform("does-not-end", "--timeout", "5");
        result.Error.ShouldBe("agentwire: the testee did not end at the end of its input, and was stopped\n");
        result.Output.ShouldContain("\nconforms: ");
        result.ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData(false, "conforms: 14 cases, 20 checks: 19 passed, 0 failed, 1 warned, 0 known, 0 skipped\n", 0)]
    [InlineData(true, "does not conform: 14 cases, 20 checks: 19 passed, 1 failed, 0 warned, 0 known, 0 skipped\n", 1)]
    public async Task Another_code_is_a_warning_unless_strict(bool strict, string verdict, int exitCode)
    {
        ToolResult result = await BrokenTestee.Conform("wrong-code", strict ? ["--strict"] : []);
        result.Output.ShouldContain(
            "Recommended.walrus.ToolCallInfo.name-null.code: refused with missing_member at /name; expected wrong_type at /name (byte 8)\n"
        );
        result.Output.ShouldEndWith(verdict);
        result.ExitCode.ShouldBe(exitCode);
    }

    [Theory]
    [InlineData(false, "conforms: 14 cases, 14 checks: 14 passed, 0 failed, 0 warned, ", 0)]
    [InlineData(true, "does not conform: 14 cases, 20 checks: 14 passed, 6 failed, 0 warned, ", 1)]
    public async Task A_testee_without_codes_conforms_unless_strict(bool strict, string verdict, int exitCode)
    {
        ToolResult result = await BrokenTestee.Conform("no-codes", strict ? ["--strict"] : []);
        result.Output.ShouldContain("\n" + verdict);
        result.ExitCode.ShouldBe(exitCode);
    }

    [Theory]
    [InlineData("skips", false, 0)]
    [InlineData("skips", true, 1)]
    [InlineData("skips-all", false, 1)]
    public async Task Skips_are_shown_and_can_be_refused(string fault, bool failOnSkip, int exitCode)
    {
        ToolResult result = await BrokenTestee.Conform(fault, failOnSkip ? ["--fail-on-skip"] : []);
        result.Output.ShouldContain("Reasons for skipping: 1\n  not implemented: ");
        result.ExitCode.ShouldBe(exitCode);
    }

    [Fact]
    public async Task A_baseline_takes_known_failures()
    {
        using var folder = new TemporaryFolder();
        string baseline = folder.Write(
            "known.txt",
            """
            # Our JSON library escapes all that is not ASCII.
            Required.walrus.ToolCallInfo.accent   # and so here
            Required.walrus.ToolCallInfo.escapes
            Required.*.long
            """
        );
        ToolResult result = await BrokenTestee.Conform("escapes-too-much", "--baseline", baseline);
        result.Output.ShouldEndWith(
            "\nconforms: 14 cases, 20 checks: 17 passed, 0 failed, 0 warned, 3 known, 0 skipped\n"
        );
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_listed_check_that_passes_and_a_line_without_a_check_fail_the_run()
    {
        using var folder = new TemporaryFolder();
        string baseline = folder.Write(
            "known.txt",
            "Required.walrus.ToolCallInfo.call\nRequired.walrus.ToolCallInfo.cal\n"
        );
        ToolResult result = await BrokenTestee.Conform("none", "--baseline", baseline);
        result.Output.ShouldContain(
            $"""

            Errors in the baseline: 2
              Required.walrus.ToolCallInfo.call: passes; remove it from the list ({baseline}:1)
              Required.walrus.ToolCallInfo.cal: no such check; correct or remove it ({baseline}:2)

            does not conform: 
            """
        );
        result.ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("--filter walrus.ToolCallInfo.name-*", "conforms: 3 cases, 6 checks")]
    [InlineData("--filter Required.*.call", "conforms: 1 case, 1 check")]
    [InlineData("--filter Recommended.walrus.ToolCallInfo.list.code", "conforms: 1 case, 2 checks")]
    [InlineData("--type StreamEvent", "conforms: 3 cases, 3 checks")]
    [InlineData("--side server", "conforms: 11 cases, 17 checks")]
    [InlineData("--op all --side server", "does not conform: 20 cases, 26 checks")]
    [InlineData("--op schema --filter *.call", "conforms: 1 case, 1 check")]
    public async Task Cases_can_be_chosen(string arguments, string verdict)
    {
        ToolResult result = await BrokenTestee.Conform("none", arguments.Split(' '));
        result.Output.ShouldContain($"\n{verdict}: ");
    }

    [Fact]
    public async Task Schema_verdicts_are_compared()
    {
        ToolResult result = await BrokenTestee.Conform("none", "--op", "schema");
        result.Output.ShouldContain(
            "  Schema.walrus.ToolCallInfo.list: valid according to the testee, but the schema refuses it\n"
        );
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Json_tells_what_happened()
    {
        ToolResult result = await BrokenTestee.Conform("drops-a-member", "--format", "json");
        using JsonDocument json = JsonDocument.Parse(result.OutputBytes);
        json.RootElement.GetProperty("ok").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
        JsonElement check = json
            .RootElement.GetProperty("checks")
            .EnumerateArray()
            .Single(each => each.GetProperty("status").GetString() == "failed");
        check.GetProperty("id").GetString().ShouldBe("Required.walrus.ToolCallInfo.unknown-member");
        check.GetProperty("dialect").GetString().ShouldBe("walrus");
        check.GetProperty("type").GetString().ShouldBe("ToolCallInfo");
        check.GetProperty("case").GetString().ShouldBe("unknown-member");
        JsonElement failure = check.GetProperty("failure");
        failure.GetProperty("kind").GetString().ShouldBe("bytes");
        failure.GetProperty("expected").GetBytesFromBase64().ShouldBe("{\"name\":\"\",\"arguments\":\"\"}"u8.ToArray());
        failure.GetProperty("actual").GetBytesFromBase64().ShouldBe("{\"name\":\"\"}"u8.ToArray());
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task JUnit_tells_what_happened()
    {
        using var folder = new TemporaryFolder();
        string baseline = folder.Write("known.txt", "Required.walrus.ToolCallInfo.accent\nnothing\n");
        ToolResult result = await BrokenTestee.Conform("escapes-too-much", "--format", "junit", "--baseline", baseline);
        XElement suites = XDocument.Parse(result.Output).Root!;
        suites.Name.ShouldBe("testsuites");
        XElement[] cases = [.. suites.Descendants("testcase")];
        suites.Attribute("tests")!.Value.ShouldBe($"{cases.Length}");
        suites.Attribute("failures")!.Value.ShouldBe($"{suites.Descendants("failure").Count()}");
        suites.Attribute("skipped")!.Value.ShouldBe($"{suites.Descendants("skipped").Count()}");
        suites
            .Elements("testsuite")
            .Select(suite =>
                $"{suite.Attribute("name")!.Value} {suite.Attribute("tests")!.Value} {suite.Attribute("failures")!.Value}"
            )
            .ShouldBe(["walrus.StreamEvent 3 0", "walrus.ToolCallInfo 17 2", "agentwire conform 1 1"]);
        XElement failed = cases.Single(each => each.Attribute("name")!.Value == "escapes");
        failed.Attribute("classname")!.Value.ShouldBe("Required.walrus.ToolCallInfo");
        failed.Element("failure")!.Attribute("type")!.Value.ShouldBe("bytes");
        failed.Element("failure")!.Value.ShouldContain("\nto do     Write this character as itself");
        cases.ShouldContain(each => each.Attribute("name")!.Value == "name-null.code");
        result.ExitCode.ShouldBe(1);
    }

    [ProgramFact("python3")]
    public Task The_example_in_Python_conforms() => Conforms("python3 docs/examples/testee.py");

    [ProgramFact("node")]
    public Task The_example_in_JavaScript_conforms() => Conforms("node docs/examples/testee.js");

    [Theory]
    [InlineData("testee.py")]
    [InlineData("testee.js")]
    public void The_page_shows_the_example_as_it_is(string example)
    {
        string page = File.ReadAllText(Path.Combine(ToolProcess.Root, "docs", "conformance.md"));
        page.ShouldContain(
            "\n" + File.ReadAllText(Path.Combine(ToolProcess.Root, "docs", "examples", example)) + "```\n"
        );
    }

    private static async Task Conforms(string example)
    {
        // The tool's vectors contain this type only in passing. The vectors of the tests cover everything that can be wrong with it.
        foreach (
            string[] spec in (string[][])
                [
                    [],
                    ["--spec", BrokenTestee.Spec],
                ]
        )
        {
            ToolResult result = await InProcess.Run(
                "",
                ["conform", "--exec", example, "--dialect", "walrus", "--timeout", "30", .. spec]
            );
            result.Output.ShouldContain("\nconforms: ");
            result.Output.ShouldMatch(@"\n  walrus\.ToolCallInfo +[0-9]+ +0 +0 +0 +0\n");
            result.Error.ShouldBeEmpty();
            result.ExitCode.ShouldBe(0);
        }
    }
}
