using System.Text;
using AgentWire.Runtime.Text;
using AgentWire.Shared.Contracts;

namespace AgentWire.Tests.Json;

/// <summary>Finding a member of an object without checking the JSON.</summary>
public sealed class MemberSearchTests
{
    private const string Member = ",\"type\":\"";

    private static readonly string[] Values =
    [
        "1",
        "null",
        "\"\"",
        "\"a, b\"",
        """
            "{\"type\":\"x\",\"type\":\"y\"}"
            """.Trim(),
        """
            "\\"
            """.Trim(),
        """
            "\\\",\"type\":\"\\"
            """.Trim(),
        """
            "]}\\\\\"}]"
            """.Trim(),
        """{"a":{"b":1,"type":"x"},"type":"y"}""",
        """[1,"type",[{"a":1,"type":"x"}]]""",
        "\"\u00e9\u4e2d\ud83d\ude87 and a long text, which ends in another block than it begins\"",
    ];

    /// <summary>Tries each pair of values before the tag, at each place of a block.</summary>
    [BuildFact(LibraryBuilds.Net8 | LibraryBuilds.Net10)]
    public void A_member_is_found_after_any_values()
    {
        foreach ((string before, string after) in All())
        {
            Find(before + Member + after).ShouldBe(Encoding.UTF8.GetByteCount(before), before);
        }
    }

    [Fact]
    public void Nothing_else_is_found()
    {
        foreach ((string before, string after) in All())
        {
            int found = Find(before + Member + after);
            found.ShouldBeOneOf(-1, Encoding.UTF8.GetByteCount(before));
            // In another object, after the end of its own, and nowhere.
            Find($"{before},\"x\":{{\"y\":1{Member}x\"}}}}").ShouldBe(-1, before);
            Find($"{before}}},{{\"x\":1{Member}x\"}}").ShouldBe(-1, before);
            Find(before + "}").ShouldBe(-1, before);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"a")]
    [InlineData("\"a\\")]
    [InlineData("}")]
    [InlineData(",\"type\":")]
    [InlineData("\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\")]
    public void What_is_no_JSON_has_no_member(string json) => Find(json).ShouldBe(-1);

    private static IEnumerable<(string Before, string After)> All() =>
        from first in Values
        from second in Values
        from shift in Enumerable.Range(1, 33)
        select ($"\"{new string('n', shift)}\":{first},\"b\":{second}", "x\",\"c\":{\"type\":1}}");

    private static int Find(string json) =>
        MemberSearch.IndexOf(Encoding.UTF8.GetBytes(json), Encoding.UTF8.GetBytes(Member));
}
