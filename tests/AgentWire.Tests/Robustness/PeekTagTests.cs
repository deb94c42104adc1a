using System.Text;
using System.Text.Json;
using AgentWire.Tests.Conformance;
using AgentWire.Walrus;

namespace AgentWire.Tests.Robustness;

public sealed class PeekTagTests
{
    public static TheoryData<string> Files => [.. VectorFile.Names];

    [Theory]
    [InlineData("""{"type":"pong"}""", "pong")]
    [InlineData("""{"type":"stream","Chunk":{"content":"x"}}""", "stream")]
    [InlineData("""{"a":[{"type":"no"}],"b":"type","type":"pong"}""", "pong")]
    [InlineData("""{"Chunk":{"content":"x"},"type":"stream"}""", "stream")]
    [InlineData(""" { "typ\u0065" : "p\u006Fng" } """, "pong")]
    [InlineData("""{"type":"news"}""", "news")]
    [InlineData("""{"a":1,"type":"n\u0065ws\n"}""", "news\n")]
    [InlineData("""{"type":""}""", "")]
    [InlineData("""{"type":"pong","a":]garbage""", "pong")]
    [InlineData("""{"type":"pong""", null)]
    [InlineData("""{"type":"pong\x"}""", null)]
    [InlineData("""{"type":1}""", null)]
    [InlineData("""{"Type":"pong"}""", null)]
    [InlineData("""{"a":?,"type":"pong"}""", null)]
    [InlineData("{}", null)]
    [InlineData("", null)]
    [InlineData("[]", null)]
    [InlineData("\"pong\"", null)]
    [InlineData("null", null)]
    public void The_tag_is_found_wherever_it_stands(string input, string? expected)
    {
        WalrusWire.Server.TryPeekTag(Encoding.UTF8.GetBytes(input), out string? tag).ShouldBe(expected is not null);
        tag.ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"Chunk":{"content":"x"}}""", "Chunk")]
    [InlineData("""{"\u0043hunk":?""", "Chunk")]
    [InlineData("""{"News":1}""", "News")]
    [InlineData(""" { "News" : 1 } """, "News")]
    [InlineData("\"ToolsComplete\"", "ToolsComplete")]
    [InlineData(" \"News\" ", "News")]
    [InlineData("{}", null)]
    [InlineData("{\"Chunk\"", null)]
    public void The_tag_of_an_external_union_is_its_member(string input, string? expected)
    {
        WalrusWire
            .StreamEvent.TryPeekTag(Encoding.UTF8.GetBytes(input), out string? tag)
            .ShouldBe(expected is not null);
        tag.ShouldBe(expected);
    }

    [Fact]
    public void What_is_no_union_has_no_tag()
    {
        WalrusWire.TaskInfo.Tags.ShouldBeEmpty();
        WalrusWire.TaskInfo.TryPeekTag("""{"type":"pong"}"""u8, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{\"type\":\"po\u00ffng\"}")]
    [InlineData("{\"type\":\"\u00c3\"}")]
    public void A_tag_that_is_not_text_is_none(string latin) =>
        WalrusWire.Server.TryPeekTag(Encoding.Latin1.GetBytes(latin), out _).ShouldBeFalse();

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_message_that_reads_shows_its_tag_and_a_known_one_is_a_shared_string(string name)
    {
        VectorFile file = VectorFile.Load(name);
        WireCodec codec = file.Codec;
        foreach (Vector vector in file.Vectors.Where(vector => vector.Expected.Reads && codec.Tags.Count > 0))
        {
            codec.TryPeekTag(vector.Input, out string? tag).ShouldBeTrue(vector.Id);
            if (codec.Tags.FirstOrDefault(known => known == tag) is { } shared)
            {
                tag.ShouldBeSameAs(shared, vector.Id);
            }
            else if (!HasFallback(file))
            {
                vector.Expected.Verdict.ShouldBe("unknown", vector.Id);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_input_makes_it_throw(string name)
    {
        VectorFile file = VectorFile.Load(name);
        foreach (Vector vector in file.Vectors)
        {
            for (int length = 0; length <= vector.Input.Length; length++)
            {
                file.Codec.TryPeekTag(vector.Input.AsSpan(0, length), out _);
            }
        }
    }

    private static bool HasFallback(VectorFile file) =>
        Repository.Manifest(file.Dialect).GetProperty("unions").TryGetProperty(file.Type, out JsonElement union)
        && union.TryGetProperty("fallback", out _);
}
