using System.Text.Encodings.Web;
using System.Text.Json;
using AgentWire.Walrus;

namespace AgentWire.Tests.Walrus;

public sealed class UnknownVariantTests
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Theory]
    [InlineData("""{"type":"new"}""", "new")]
    [InlineData("""{"b":1.50,"type":"new","a":[1e2],"a":2}""", "new")]
    [InlineData("""{"x":{"type":"pong"},"type":"é\n"}""", "é\n")]
    [InlineData("""{"type":""}""", "")]
    public void A_message_is_written_as_it_was_given(string json, string tag)
    {
        ServerMessage.Unknown message = ServerMessage.Unknown.Create(RawJson.Parse(json));
        message.Tag.ShouldBe(tag);
        WalrusWire.Server.ToJson(message).ShouldBe(json);
        WalrusWire.Server.Read(json).ShouldBe(message);
    }

    /// <summary>Recent tags are cached. One tag must not be returned for another.</summary>
    [Fact]
    public void Each_message_has_its_own_tag_whatever_came_before()
    {
        string[] tags =
        [
            .. from length in Enumerable.Range(1, 80)
            from end in (string[])["a", "b", "é", "世"]
            select new string('t', length - 1) + end,
            "\u0001",
            "\"",
        ];
        foreach (
            string tag in (string[])
                [.. tags, .. tags, .. Enumerable.Reverse(tags), .. tags.SelectMany(tag => new[] { tag, tag })]
        )
        {
            byte[] message = JsonSerializer.SerializeToUtf8Bytes(new { type = tag }, Relaxed);
            WalrusWire.Server.Read(message).ShouldBeOfType<ServerMessage.Unknown>().Tag.ShouldBe(tag);
            WalrusWire.Server.TryPeekTag(message, out string? peeked).ShouldBeTrue();
            peeked.ShouldBe(tag);
        }
    }

    [Fact]
    public void A_tag_that_comes_again_is_one_string()
    {
        // Tests run in parallel, so the tag of another test can come between.
        Enumerable
            .Range(0, 100)
            .Any(_ => ReferenceEquals(TagOf("""{"type":"again","x":1}"""), TagOf("""{"x":2,"type":"again"}""")))
            .ShouldBeTrue();

        static string TagOf(string json) => WalrusWire.Server.Read(json).ShouldBeOfType<ServerMessage.Unknown>().Tag;
    }

    [Theory]
    [InlineData("""{"type":"pong"}""")]
    [InlineData("""{"type":"p\u006fng","x":1}""")]
    [InlineData("""{"x":1}""")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":"new","\u0074ype":"new"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"new\"")]
    public void No_other_value_is_an_unknown_message(string json) =>
        Should
            .Throw<ArgumentException>(() => ServerMessage.Unknown.Create(RawJson.Parse(json)))
            .ParamName.ShouldBe("json");

    [Theory]
    [InlineData("""{"New":null}""", "New")]
    [InlineData("""{"chunk":{"b":1.50,"a":1}}""", "chunk")]
    public void An_event_is_written_after_the_tag(string json, string tag)
    {
        StreamEvent.Unknown streamEvent = StreamEvent.Unknown.Create(RawJson.Parse(json));
        streamEvent.Tag.ShouldBe(tag);
        WalrusWire.StreamEvent.ToJson(streamEvent).ShouldBe(json);
        string message = WalrusWire.Server.ToJson(streamEvent);
        message.ShouldBe($$"""{"type":"stream",{{json[1..]}}""");
        WalrusWire.Server.Read(message).GetStreamEvent().ShouldBe(streamEvent);
    }

    [Theory]
    [InlineData("""{"Chunk":{}}""")]
    [InlineData("""{"\u0043hunk":1}""")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"New":1,"Newer":2}""")]
    [InlineData("""{"New":1,"New":1}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"New\"")]
    public void No_other_value_is_an_unknown_event(string json) =>
        Should
            .Throw<ArgumentException>(() => StreamEvent.Unknown.Create(RawJson.Parse(json)))
            .ParamName.ShouldBe("json");

    [Fact]
    public void Nesting_beyond_the_limit_is_refused_when_written()
    {
        string deep = new string('[', 127) + new string(']', 127);
        ServerMessage.Unknown message = ServerMessage.Unknown.Create(
            RawJson.Parse($$"""{"type":"new","x":{{deep}}}""")
        );
        Should.Throw<WireException>(() => WalrusWire.Server.ToJson(message)).Code.ShouldBe(WireErrorCode.TooDeep);
        ServerMessage beside = StreamEvent.Unknown.Create(RawJson.Parse($$"""{"New":{{deep}}}"""));
        Should.Throw<WireException>(() => WalrusWire.Server.ToJson(beside)).Code.ShouldBe(WireErrorCode.TooDeep);
    }
}
