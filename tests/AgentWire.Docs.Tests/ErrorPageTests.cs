using System.Text;
using System.Text.RegularExpressions;

namespace AgentWire.Docs.Tests;

/// <summary>Checks that docs/errors.md has a section for each code, and that the library reports the errors that it shows.</summary>
public sealed partial class ErrorPageTests
{
    private static readonly Dictionary<string, WireOptions> Options = new()
    {
        [""] = WireOptions.Default,
        ["MaxDepth = 2"] = new() { MaxDepth = 2 },
        ["MaxMessageBytes = 16"] = new() { MaxMessageBytes = 16 },
        ["UnknownMembers = Preserve, MaxPreservedMembers = 1"] = new()
        {
            UnknownMembers = UnknownMemberHandling.Preserve,
            MaxPreservedMembers = 1,
        },
        ["UnknownMembers = Reject"] = new() { UnknownMembers = UnknownMemberHandling.Reject },
        ["UnknownTags = Reject"] = new() { UnknownTags = UnknownTagHandling.Reject },
    };

    private static string Text => File.ReadAllText(Path.Combine(Page.Root, "docs/errors.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_code_has_its_section()
    {
        Match[] sections = Section().Matches(Text).ToArray();
        sections
            .Select(section => (section.Groups["code"].Value, section.Groups["name"].Value))
            .ShouldBe(
                Enum.GetValues<WireErrorCode>()
                    .Where(code => code != WireErrorCode.None)
                    .Select(code => (code.ToWireName(), $"{code}"))
            );
        foreach (string text in sections.Select(section => section.Value))
        {
            text.ShouldContain("```text");
            text.ShouldContain("**Cause**");
            text.ShouldContain("**Fix**");
        }
    }

    [Fact]
    public void Every_example_gives_the_error_that_it_shows() => Wrong(Text).ShouldBeEmpty();

    [Theory]
    [InlineData("wrong_type at /code (byte 23)", "wrong_type at /code (byte 24)")]
    [InlineData("found the string \"404\"", "found the string \"405\"")]
    [InlineData("\"code\":\"404\"", "\"code\":404")]
    public void An_example_that_is_wrong_is_found(string right, string wrong)
    {
        Text.ShouldContain(right);
        Wrong(Text.Replace(right, wrong, StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    /// <summary>Returns the errors of the library that differ from those on the page.</summary>
    private static IEnumerable<string> Wrong(string text) =>
        from section in Section().Matches(text)
        from example in Example().Matches(section.Value)
        let said = Answer(example)
        where
            said != example.Groups["error"].Value
            || !said.StartsWith($"{section.Groups["code"].Value} at ", StringComparison.Ordinal)
        select said;

    private static string Answer(Match example)
    {
        WireDialects.TryGet(example.Groups["dialect"].Value, out WireDialect? dialect).ShouldBeTrue(example.Value);
        WireCodec codec = dialect!
            .Types.Single(codec => codec.TypeName == example.Groups["type"].Value)
            .With(Options[example.Groups["options"].Value]);
        return codec.TryReadObject(BytesOf(example.Groups["input"].Value), out _, out WireError error)
            ? "It is read."
            : error.ToString();
    }

    /// <summary>Returns an input as bytes. Invalid UTF-8 is written as <c>\xff</c>, which is not JSON.</summary>
    private static byte[] BytesOf(string input) =>
        [
            .. Byte()
                .Split(input)
                .SelectMany(part =>
                    Byte().IsMatch(part) ? Convert.FromHexString(part[2..]) : Encoding.UTF8.GetBytes(part)
                ),
        ];

    [GeneratedRegex(
        @"^## `(?<code>\w+)`\n\n`WireErrorCode\.(?<name>\w+)`\. .*?(?=^## |\z)",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Section();

    /// <summary>A dialect and a type, options if there are any, and the message. The next line contains the error.</summary>
    [GeneratedRegex(
        @"^```text\n(?<dialect>[\w-]+) (?<type>\w+)(?: \((?<options>.*?)\))?:(?: (?<input>.*))?\n(?<error>.*)\n```$",
        RegexOptions.Multiline
    )]
    private static partial Regex Example();

    [GeneratedRegex(@"(\\x[0-9a-f]{2})")]
    private static partial Regex Byte();
}
