using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentWire.Tests.Json;

public sealed class RawJsonTests
{
    [Theory]
    [InlineData(" { \"b\" : [ 1.50 , -0 ] ,\n\"a\":\"x\" } ", "{\"b\":[1.50,-0],\"a\":\"x\"}")]
    [InlineData("\"\\u0041\\/\\u00e9\\ud83d\\ude00\"", "\"A/é😀\"")]
    [InlineData("\"\\u000A\\u001F\\u0022\"", "\"\\n\\u001f\\\"\"")]
    [InlineData("\"\\u000a\"", "\"\\n\"")]
    [InlineData("\"\\u001F\"", "\"\\u001f\"")]
    [InlineData("\"\\u0020\"", "\" \"")]
    [InlineData("{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":2}")]
    [InlineData("null", "null")]
    public void Order_and_numbers_stay_and_the_rest_becomes_compact(string json, string compact)
    {
        RawJson.Parse(json).ToString().ShouldBe(compact);
        RawJson.Parse(Encoding.UTF8.GetBytes(json)).Utf8.SequenceEqual(Encoding.UTF8.GetBytes(compact)).ShouldBeTrue();
    }

    [Fact]
    public void Default_is_null() => default(RawJson).ToString().ShouldBe("null");

    [Theory]
    [InlineData("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}")]
    [InlineData("{\"a\":1,\"a\":2}", "{\"a\":2}")]
    [InlineData("[1.50e2,1E2]", "[150.0,100.0]")]
    [InlineData("18446744073709551616", "1.8446744073709552e19")]
    [InlineData("{\"\\u0061\":{\"y\":[],\"x\":{}}}", "{\"a\":{\"x\":{},\"y\":[]}}")]
    [InlineData("{\"b\":1,\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}")]
    [InlineData("{\"a\":[[]],\"a\":1}", "{\"a\":1}")]
    public void Equal_values_are_equal_however_they_are_spelled(string left, string right)
    {
        RawJson.Parse(left).ShouldBe(RawJson.Parse(right));
        RawJson.Parse(left).GetHashCode().ShouldBe(RawJson.Parse(right).GetHashCode());
    }

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("0.0", "-0.0")]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("{\"a\":1}", "{\"A\":1}")]
    [InlineData("null", "false")]
    [InlineData("\"1\"", "1")]
    public void Different_values_differ(string left, string right)
    {
        (RawJson.Parse(left) != RawJson.Parse(right)).ShouldBeTrue();
        (RawJson.Parse(left) == RawJson.Parse(right)).ShouldBeFalse();
    }

    [Fact]
    public void Values_that_differ_mostly_hash_apart() =>
        new[] { "null", "0", "1", "[0,1]", "[1,0]", "[0,32]", "{\"a\":1}", "{\"b\":1}", "\"ab\"", "\"ba\"" }
            .Select(json => RawJson.Parse(json).GetHashCode())
            .ShouldBeUnique();

    [Theory]
    [InlineData("", WireErrorCode.Truncated, 0)]
    [InlineData("{\"a\":1}}", WireErrorCode.TrailingData, 7)]
    [InlineData("[1e999]", WireErrorCode.OutOfRange, 1)]
    [InlineData("\"\\ud800\"", WireErrorCode.LoneSurrogate, 1)]
    [InlineData("[01]", WireErrorCode.Syntax, 1)]
    public void What_is_not_JSON_is_refused_with_its_place(string json, WireErrorCode code, long offset)
    {
        WireException error = Should.Throw<WireException>(() => RawJson.Parse(json));
        error.Code.ShouldBe(code);
        error.ByteOffset.ShouldBe(offset);
    }

    [Fact]
    public void A_lone_surrogate_in_a_string_is_refused() =>
        Should.Throw<WireException>(() => RawJson.Parse("\"é\ud800\"")).Code.ShouldBe(WireErrorCode.LoneSurrogate);

    [Fact]
    public void Elements_and_nodes_convert_both_ways()
    {
        const string Json = "{\"a\":[1,null,\"é\"]}";
        using JsonDocument document = JsonDocument.Parse(Json);
        RawJson.FromJsonElement(document.RootElement).ToString().ShouldBe(Json);
        RawJson.FromJsonNode(JsonNode.Parse(Json)).ToString().ShouldBe(Json);
        RawJson.FromJsonNode(null).ShouldBe(default);
        RawJson.Parse(Json).ToJsonElement().GetProperty("a")[0].GetInt32().ShouldBe(1);
        RawJson.Parse(Json).ToJsonNode()!["a"]![2]!.GetValue<string>().ShouldBe("é");
        default(RawJson).ToJsonNode().ShouldBeNull();
    }

    [Fact]
    public void JsonSerializer_carries_it_as_it_is()
    {
        RawJson value = JsonSerializer.Deserialize<RawJson>(" { \"b\" : 1.50, \"a\" : null } ");
        value.ToString().ShouldBe("{\"b\":1.50,\"a\":null}");
        JsonSerializer
            .Serialize(value, new JsonSerializerOptions { WriteIndented = true })
            .ShouldBe("{\"b\":1.50,\"a\":null}");
        JsonSerializer.Deserialize<RawJson>("null").ShouldBe(default);
    }

    [Fact]
    public void Nesting_is_allowed_to_the_limit_and_no_further()
    {
        RawJson deepest = RawJson.Parse(Nested(WireOptions.DepthLimit));
        deepest.ToString().Length.ShouldBe(2 * WireOptions.DepthLimit);
        deepest.ToJsonElement().GetArrayLength().ShouldBe(1);
        deepest.ToJsonNode()!.AsArray().Count.ShouldBe(1);
        Should
            .Throw<WireException>(() => RawJson.Parse(Nested(WireOptions.DepthLimit + 1)))
            .Code.ShouldBe(WireErrorCode.TooDeep);
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
