using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AgentWire.Generator.Cli;
using AgentWire.Spec.Files;

namespace AgentWire.Generator.Tests;

/// <summary>Checks that a refusal is an error of the build that an editor can open: with file, line, column and code.</summary>
public sealed partial class BuildErrorTests
{
    private static readonly System.Text.Json.JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string, string, string?, string, string> Cases() => RefusalTests.Cases();

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_refusal_names_the_line_and_the_column_of_its_place(
        string dialect,
        string edit,
        string? put,
        string at,
        string reason
    )
    {
        using TemporarySpec spec = new(Repository.Shapes, dialect);
        string[] place = edit.Split('#', 2);
        spec.Edit(place[0], place[1], put);
        Indent(spec.PathOf(place[0]));

        string[] errors = ErrorsOf(spec.PathOf("dialect.json"));

        string file = at.Split('#')[0];
        string pointer = at[(file.Length + 1)..];
        Match found = errors
            .Select(error => CanonicalForm().Match(error))
            .First(error =>
                error.Success
                && error.Groups["text"].Value.Contains(reason, StringComparison.Ordinal)
                && TextAt(error).StartsWith(Start(pointer), StringComparison.Ordinal)
                && Path.GetFileName(error.Groups["file"].Value) == file
            );
        File.Exists(found.Groups["file"].Value).ShouldBeTrue();
        found.Groups["code"].Value.ShouldBe(file == "dialect.json" ? "AW1002" : "AW1003");
    }

    [Fact]
    public void A_file_that_is_not_JSON_is_refused_where_it_ends_to_be()
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        File.WriteAllText(spec.PathOf("dialect.json"), "{\n  \"name\": \"untagged\",\n  \"é\": ,\n}");

        string error = ErrorsOf(spec.PathOf("dialect.json")).ShouldHaveSingleItem();

        error.ShouldStartWith($"{spec.PathOf("dialect.json")}(3,8): error AW1001: not JSON: ");
    }

    [Theory]
    [InlineData("dialect.json", "there is no such file")]
    [InlineData("manifest.json", "is a file with the name dialect.json")]
    public void A_manifest_that_is_none_is_refused_by_its_path(string name, string reason)
    {
        string path = Path.Combine(Path.GetTempPath(), "agentwire-nowhere", name);
        string error = ErrorsOf(path).ShouldHaveSingleItem();
        error.ShouldStartWith($"{path} : error AW1001: ");
        error.ShouldContain(reason);
    }

    [Fact]
    public void An_option_that_is_refused_has_no_file()
    {
        string manifest = Path.Combine(Repository.Shapes, "untagged", "dialect.json");
        ErrorsOf(manifest, "--registry", "acme")
            .ShouldHaveSingleItem()
            .ShouldStartWith("AgentWire.Generator : error AW1004: the registry: \"acme\" must be");
    }

    [Fact]
    public void Two_dialects_of_the_same_name_are_refused()
    {
        string manifest = Path.Combine(Repository.Shapes, "untagged", "dialect.json");
        ErrorsOf(manifest, "--dialect", manifest)
            .ShouldHaveSingleItem()
            .ShouldContain("another dialect already has the name untagged");
    }

    [Theory]
    [InlineData("{}", "", 1, 1)]
    [InlineData("\n\t{}", "", 2, 2)]
    [InlineData("{\"a\":1}", "/a", 1, 2)]
    [InlineData("{\r\n  \"a\": {\r\n    \"b\": 1\r\n  }\r\n}", "/a/b", 3, 5)]
    [InlineData("{\"\ud83d\ude00\":0,\"a\":1}", "/a", 1, 9)]
    [InlineData("{\"x/y\":{\"p~q\":1}}", "/x~1y/p~0q", 1, 9)]
    [InlineData("{\"\\u0061\":1}", "/a", 1, 2)]
    [InlineData("[1,[2,{\"c\":3}]]", "/1/1/c", 1, 8)]
    [InlineData("{\"a\":{\"b\":1}}", "/a/missing", 1, 2)]
    [InlineData("[1]", "/9", 1, 1)]
    [InlineData("{\"a\":[1,{\"a\":2}],\"b\":3}", "/b", 1, 18)]
    [InlineData("", "/a", 1, 1)]
    [InlineData("{\"a\":\n ?}", "", 2, 2)]
    [InlineData("{\"a\":1", "/a", 1, 7)]
    public void A_place_is_found_as_editors_count(string json, string pointer, int line, int column)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        LinePosition.Find(utf8, pointer).ShouldBe(new LinePosition(line, column));
        LinePosition.Find([.. Encoding.UTF8.Preamble, .. utf8], pointer).ShouldBe(new LinePosition(line, column));
    }

    private static string[] ErrorsOf(string manifest, params string[] more)
    {
        StringWriter errors = new();
        string target = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        GeneratorCommand
            .Run(["--dialect", manifest, "--out", target, "--msbuild", .. more], TextWriter.Null, errors)
            .ShouldBe(2);
        Directory.Exists(target).ShouldBeFalse();
        return errors.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    private static void Indent(string file) =>
        File.WriteAllText(file, JsonNode.Parse(File.ReadAllText(file))!.ToJsonString(Indented));

    /// <summary>The text of a file from the place of an error.</summary>
    private static string TextAt(Match error)
    {
        string line = File.ReadAllLines(error.Groups["file"].Value)[Number("line") - 1];
        return line[(Number("column") - 1)..];

        int Number(string group) => int.Parse(error.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>What is at a pointer: the name of a member, or the start of any value.</summary>
    private static string Start(string pointer)
    {
        string last = pointer[(pointer.LastIndexOf('/') + 1)..];
        return last.Length == 0 ? "{"
            : last.All(char.IsAsciiDigit) ? ""
            : $"\"{last.Replace("~1", "/", StringComparison.Ordinal)}\"";
    }

    [GeneratedRegex(
        @"^(?<file>[^(]+)\((?<line>\d+),(?<column>\d+)\): error (?<code>AW\d{4}): (?<text>.+)$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex CanonicalForm();
}
