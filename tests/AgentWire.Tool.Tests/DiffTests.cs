using System.Text.Json;
using AgentWire.Spec.Compatibility;
using AgentWire.Spec.Compatibility.Rules;

namespace AgentWire.Tool.Tests;

/// <summary>Each rule of <c>agentwire diff</c>, in both directions, on a dialect that uses every feature of the specification.</summary>
public class DiffTests
{
    private const string Dialect = "lantern";
    private const string Read = """{"verdict":"ok"}""";
    private const string Error = """{"verdict":"error","code":"unknown_value","pointer":"","offset":0}""";
    private static readonly string Spec = Path.Combine(
        ToolProcess.Root,
        "tests",
        "AgentWire.Generator.Tests",
        "data",
        "sixth"
    );

    private static readonly string Table = Path.Combine(
        ToolProcess.Root,
        "tests",
        "AgentWire.Tool.Tests",
        "data",
        "diff.json"
    );

    public static TheoryData<string> Rows() => new(ReadTable().Keys);

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_change_is_classified_there_and_back(string change)
    {
        using TemporarySpec edited = Edited(change);
        JsonElement row = ReadTable()[change];
        Compare(Spec, edited.Folder).ShouldBe(Expected(row, "gives"));
        Compare(edited.Folder, Spec).ShouldBe(Expected(row, "back"));
    }

    [Fact]
    public void A_dialect_that_only_one_version_has_is_told_as_a_whole()
    {
        using TemporarySpec both = new(Spec, Dialect);
        string other = Directory.CreateDirectory(Path.Combine(both.Folder, "untagged")).FullName;
        foreach (string file in Directory.GetFiles(Path.Combine(Spec, "..", "spec", "untagged")))
        {
            File.Copy(file, Path.Combine(other, Path.GetFileName(file)));
        }

        Compare(Spec, both.Folder).ShouldBe(["additive dialect-added"]);
        Compare(both.Folder, Spec).ShouldBe(["breaks-both dialect-removed"]);
    }

    [Theory]
    [InlineData(Read, Error, "breaks-writers vector-refused Mood/case", "additive vector-accepted Mood/case")]
    [InlineData(
        Read,
        """{"verdict":"ok","output":"\"x\""}""",
        "breaks-writers vector-output-changed Mood/case",
        "breaks-writers vector-output-changed Mood/case"
    )]
    [InlineData(
        Error,
        """{"verdict":"error","code":"syntax","pointer":"","offset":1}""",
        "additive vector-error-changed Mood/case",
        "additive vector-error-changed Mood/case"
    )]
    [InlineData(
        Read,
        """{"verdict":"unknown"}""",
        "documentation vectors-changed Mood",
        "documentation vectors-changed Mood"
    )]
    [InlineData(Read, null, "documentation vectors-changed Mood", "documentation vectors-changed Mood")]
    public void A_vector_that_is_judged_otherwise_is_classified(string before, string? after, string gives, string back)
    {
        using TemporarySpec old = WithVector(before);
        using TemporarySpec now = WithVector(after);
        Compare(old.Folder, now.Folder).ShouldBe([gives]);
        Compare(now.Folder, old.Folder).ShouldBe([back]);
    }

    [Theory]
    [InlineData("\"fault\": \"F", "\"fault\": \"G", "documentation streams-changed streams")]
    [InlineData("\"input\": []", "\"input\": [\"\"]", "documentation streams-changed streams")]
    [InlineData("\"state\": {}", "\"state\": []", "breaks-readers stream-changed streams/case")]
    [InlineData("\"state\": {}", "\"state\":  {  }", "documentation file-changed spec/lantern/streams/case.json")]
    public void A_stream_of_which_something_else_becomes_is_classified(string before, string after, string gives)
    {
        const string Stream =
            """{"description": "D.", "fault": "F.", "input": [], "expect": {"outcome": "truncated", "state": {}}}""";
        using TemporarySpec old = WithStream(Stream);
        using TemporarySpec now = WithStream(Stream.Replace(before, after, StringComparison.Ordinal));
        using TemporarySpec none = new(Spec, Dialect);
        Compare(old.Folder, now.Folder).ShouldBe([gives]);
        Compare(old.Folder, none.Folder).ShouldBe(["documentation streams-changed streams"]);
        Compare(none.Folder, old.Folder).ShouldBe(["documentation streams-changed streams"]);
    }

    [Fact]
    public void Every_rule_is_shown_here()
    {
        string[] shown =
        [
            .. ReadTable().Values.SelectMany(row => Expected(row, "gives").Concat(Expected(row, "back"))),
        ];
        AllRules
            .List.Select(rule => rule.Id)
            .Except(shown.Select(change => change.Split(' ')[1]))
            .ShouldBe(
                [
                    "dialect-added",
                    "dialect-removed",
                    "vector-refused",
                    "vector-output-changed",
                    "vector-accepted",
                    "vector-error-changed",
                    "vectors-changed",
                    "stream-changed",
                    "streams-changed",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void The_page_lists_every_rule_as_it_is()
    {
        string page = File.ReadAllText(Path.Combine(ToolProcess.Root, "docs", "wire-review.md"));
        string table = string.Concat(
            AllRules.List.Select(rule => $"| `{rule.Id}` | {rule.Change} | {InTable(rule.Level)} | {rule.Why} |\n")
        );
        page.ShouldContain(table, Case.Sensitive);
    }

    [Fact]
    public async Task Text_is_as_approved()
    {
        using TemporarySpec edited = Edited("another pattern", "optional to required", "a tag", "the version");
        ToolResult result = await InProcess.Run("", "diff", Spec, edited.Folder);
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(1);
        result.Output.ShouldMatchApproved(c => c.SubFolder("approved").NoDiff());
    }

    [Fact]
    public async Task Json_is_as_approved()
    {
        using TemporarySpec edited = Edited("a value of an open set", "optional to required", "a description");
        ToolResult result = await InProcess.Run("", "diff", "--format", "json", Spec, edited.Folder);
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(1);
        result.Output.ShouldMatchApproved(c => c.SubFolder("approved").NoDiff());
    }

    [Fact]
    public async Task What_breaks_nobody_is_no_finding()
    {
        using TemporarySpec edited = Edited("a value of an open set");
        (await InProcess.Run("", "diff", Spec, edited.Folder)).ShouldBe(
            0,
            "Additive: 1\n  lantern Mood: the value \"bad\" is added (set-value-added)\n\nNo change breaks a peer.\n",
            ""
        );
        (await InProcess.Run("", "diff", Spec, Spec)).ShouldBe(0, "Nothing has changed.\n", "");
        (await InProcess.Run("", "diff", "--format", "json", Spec, Spec)).ShouldBe(
            0,
            "{\n  \"ok\": true,\n  \"level\": null,\n  \"changes\": []\n}\n",
            ""
        );
    }

    [Fact]
    public async Task A_folder_that_is_no_specification_is_a_mistake()
    {
        using TemporarySpec broken = new(Spec, Dialect);
        broken.Edit("dialect.json", "/framings/0", "\"pigeon\"");
        ToolResult result = await InProcess.Run("", "diff", Spec, broken.Folder);
        result.ShouldBe(
            2,
            "",
            $"agentwire: '{broken.Folder}' is not a specification that can be read: spec/lantern/dialect.json#/framings/0: \"pigeon\" is not one of ndjson, sse, length-prefixed, websocket\n"
        );
        (await InProcess.Run("", "diff", Spec, Path.Combine(broken.Folder, "none"))).ExitCode.ShouldBe(2);
    }

    private static TemporarySpec WithVector(string? read)
    {
        TemporarySpec spec = new(Spec, Dialect);
        Directory.CreateDirectory(spec.PathOf("vectors"));
        string cases = read is null
            ? ""
            : $$"""{"id":"case","description":"A case.","input":"\"good\"","read":{{read}},"schema":"accept"}""";
        File.WriteAllText(
            spec.PathOf(Path.Combine("vectors", "mood.json")),
            $$"""{"dialect":"lantern","type":"Mood","cases":[{{cases}}]}"""
        );
        return spec;
    }

    private static TemporarySpec WithStream(string stream)
    {
        TemporarySpec spec = new(Spec, Dialect);
        Directory.CreateDirectory(spec.PathOf("streams"));
        File.WriteAllText(spec.PathOf(Path.Combine("streams", "case.json")), stream);
        return spec;
    }

    private static TemporarySpec Edited(params string[] changes)
    {
        TemporarySpec edited = new(Spec, Dialect);
        foreach (
            JsonProperty edit in changes.SelectMany(change =>
                ReadTable()[change].GetProperty("edits").EnumerateObject()
            )
        )
        {
            string[] place = edit.Name.Split('#', 2);
            edited.Edit(
                place[0],
                place[1],
                edit.Value.ValueKind == JsonValueKind.Null ? null : edit.Value.GetRawText()
            );
        }

        return edited;
    }

    private static string InTable(Level level) =>
        level switch
        {
            Level.BreaksBoth => "readers and writers",
            Level.BreaksReaders => "readers",
            Level.BreaksWriters => "writers",
            Level.Additive => "*additive*",
            _ => "*documentation*",
        };

    private static string[] Expected(JsonElement row, string member) =>
        [.. row.GetProperty(member).EnumerateArray().Select(change => change.GetString()!)];

    private static IEnumerable<string> Compare(string before, string after) =>
        SpecDiff.Compare(before, after).Select(InWords);

    private static string InWords(Change change) =>
        $"{change.Rule.Level.InJson()} {change.Rule.Id} {(change.Dialect is null ? change.Place.File : change.Path)}".TrimEnd();

    private static Dictionary<string, JsonElement> ReadTable()
    {
        using JsonDocument table = JsonDocument.Parse(File.ReadAllText(Table));
        return table
            .RootElement.EnumerateArray()
            .ToDictionary(row => row.GetProperty("change").GetString()!, row => row.Clone());
    }
}
