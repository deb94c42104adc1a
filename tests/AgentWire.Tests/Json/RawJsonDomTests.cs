using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentWire.Tests.Json;

/// <summary>Opaque values from values that System.Text.Json has parsed are the same as those from JsonSerializer.</summary>
public sealed class RawJsonDomTests
{
    private static readonly JsonDocumentOptions Parsing = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 5000,
    };

    private static readonly JsonSerializerOptions Serializing = new()
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 5000,
    };

    public static TheoryData<string, string> Documents =>
        new()
        {
            { "/* a */ 1 // b\n", "1" },
            { "[/*a*/]", "[]" },
            { "{ // a\n }", "{}" },
            { "[/*a*/1/*b*/,/*c*/2/*d*/,/*e*/]", "[1,2]" },
            { "{/*a*/\"a\":/*c*/1.50/*d*/,/*e*/}", "{\"a\":1.50}" },
            { "{\"b\":[1,],\"a\":{\"c\":[{},],},}", "{\"b\":[1],\"a\":{\"c\":[{}]}}" },
            { "[\"/* no comment */\", \"a//b\\\"/*\" // \"\n]", "[\"/* no comment */\",\"a//b\\\"/*\"]" },
            { "[\"\\u0041\\/\\u00e9\",-0,1E2]", "[\"A/é\",-0,1E2]" },
            { "{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":2}" },
            { Nested(WireOptions.DepthLimit), Nested(WireOptions.DepthLimit) },
        };

    public static TheoryData<string, WireErrorCode> Refused =>
        new()
        {
            { "[/*a*/1e999,]", WireErrorCode.OutOfRange },
            { "{\"a\":\"\\ud800\",}", WireErrorCode.LoneSurrogate },
            { "{\"\\udc00\":/*a*/1}", WireErrorCode.LoneSurrogate },
            { Nested(WireOptions.DepthLimit + 1), WireErrorCode.TooDeep },
            { Nested(4000), WireErrorCode.TooDeep },
        };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Comments_and_trailing_commas_are_left_out_as_through_JsonSerializer(string json, string compact)
    {
        JsonSerializer.Deserialize<RawJson>(json, Serializing).ToString().ShouldBe(compact);
        using JsonDocument document = JsonDocument.Parse(json, Parsing);
        RawJson.FromJsonElement(document.RootElement).ToString().ShouldBe(compact);
        using JsonDocument around = JsonDocument.Parse($"{{\"in\":[0,{json}]}}", Parsing);
        RawJson.FromJsonElement(around.RootElement.GetProperty("in")[1]).ToString().ShouldBe(compact);
        RawJson.FromJsonElement(around.RootElement.GetProperty("in")[1].Clone()).ToString().ShouldBe(compact);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_node_is_the_value_that_was_parsed(string json, string compact) =>
        RawJson.FromJsonNode(JsonNode.Parse(json, documentOptions: Parsing)).ShouldBe(RawJson.Parse(compact));

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_not_representable_is_refused_by_every_way_with_one_code(string json, WireErrorCode code)
    {
        WireException serialized = Should.Throw<WireException>(() =>
            JsonSerializer.Deserialize<RawJson>(json, Serializing)
        );
        using JsonDocument document = JsonDocument.Parse(json, Parsing);
        WireException refused = Should.Throw<WireException>(() => RawJson.FromJsonElement(document.RootElement));
        refused.Error.ShouldBe(serialized.Error);
        refused.Code.ShouldBe(code);
        Should
            .Throw<WireException>(() => RawJson.FromJsonNode(JsonNode.Parse(json, documentOptions: Parsing)))
            .Code.ShouldBe(code);
    }

    [Fact]
    public void A_node_that_was_built_too_deep_is_refused()
    {
        JsonNode node = new JsonArray();
        for (int depth = 1; depth < WireOptions.DepthLimit; depth++)
        {
            node = new JsonArray(node);
        }

        RawJson.FromJsonNode(node).ToString().ShouldBe(Nested(WireOptions.DepthLimit));
        Should
            .Throw<WireException>(() => RawJson.FromJsonNode(new JsonArray(node)))
            .Code.ShouldBe(WireErrorCode.TooDeep);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused()
    {
        byte[] json = [.. "[\""u8, 0xFF, .. "\"]"u8];
        Should
            .Throw<WireException>(() => JsonSerializer.Deserialize<RawJson>(json))
            .Code.ShouldBe(WireErrorCode.InvalidUtf8);
        using JsonDocument document = JsonDocument.Parse(json);
        Should
            .Throw<WireException>(() => RawJson.FromJsonElement(document.RootElement))
            .Code.ShouldBe(WireErrorCode.InvalidUtf8);
    }

    [Fact]
    public void An_undefined_element_and_one_of_a_disposed_document_are_refused()
    {
        Should.Throw<InvalidOperationException>(() => RawJson.FromJsonElement(default));
        JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetBytes("[]"));
        JsonElement element = document.RootElement;
        document.Dispose();
        Should.Throw<ObjectDisposedException>(() => RawJson.FromJsonElement(element));
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
