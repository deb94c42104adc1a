using System.Text;
using System.Text.Json;
using AgentWire.Tests.Conformance;
using AgentWire.Walrus;

namespace AgentWire.Tests.Robustness;

public sealed class OptionTests
{
    private static readonly WireCodec<ServerMessage> Preserving = WalrusWire.Server.With(
        new() { UnknownMembers = UnknownMemberHandling.Preserve }
    );

    private static readonly WireCodec<ServerMessage> Rejecting = WalrusWire.Server.With(
        new() { UnknownMembers = UnknownMemberHandling.Reject }
    );

    public static TheoryData<string> Dialects => [.. Repository.Dialects];

    [Theory]
    [InlineData("""{"type":"pong","b":1,"a":[1.50]}""", """{"type":"pong","b":1,"a":[1.50]}""")]
    [InlineData("""{ "b" : 1 , "type" : "pong" , "a" : "\u0041\/" }""", """{"type":"pong","b":1,"a":"A/"}""")]
    [InlineData("""{"b":1,"type":"pong","a":2,"b":{"c":3}}""", """{"type":"pong","b":{"c":3},"a":2}""")]
    [InlineData(
        """{"x":null,"message":"m","type":"error","y":0,"code":1}""",
        """{"type":"error","code":1,"message":"m","x":null,"y":0}"""
    )]
    [InlineData(
        """{"type":"stream","Chunk":{"n":1,"content":"x","\u00e9\n":2}}""",
        """{"type":"stream","Chunk":{"content":"x","n":1,"é\n":2}}"""
    )]
    [InlineData(
        """{"type":"stream","ToolStart":{"calls":[{"x":1,"name":"n","arguments":"{}"}],"y":2}}""",
        """{"type":"stream","ToolStart":{"calls":[{"name":"n","arguments":"{}","x":1}],"y":2}}"""
    )]
    [InlineData("""{"type":"pong"}""", """{"type":"pong"}""")]
    public void Kept_members_are_written_after_the_known_ones_in_the_order_they_came(string input, string output)
    {
        ServerMessage message = Preserving.Read(input);
        Preserving.ToJson(message).ShouldBe(output);
        WalrusWire.Server.ToJson(message).ShouldBe(output);
        Preserving.Read(output).ShouldBe(message);
    }

    [Fact]
    public void Kept_members_are_found_by_name()
    {
        ServerMessage.Pong pong = (ServerMessage.Pong)Preserving.Read("""{"type":"pong","b":1,"a":2,"b":3}""");
        RawMembers extra = pong.Extra;
        extra.Select(member => member.Key).ShouldBe(["b", "a"]);
        extra.TryGetValue("b", out RawJson value).ShouldBeTrue();
        value.ToString().ShouldBe("3");
        extra.TryGetValue("B", out _).ShouldBeFalse();
        ((ServerMessage.Pong)WalrusWire.Server.Read("""{"type":"pong","b":1}""")).Extra.ShouldBeEmpty();
        ((ServerMessage.Pong)Preserving.Read("""{"type":"pong"}""")).Extra.ShouldBeEmpty();
    }

    [Fact]
    public void An_object_keeps_no_more_members_than_it_may()
    {
        WireCodec<ServerMessage> codec = WalrusWire.Server.With(Preserving.Options with { MaxPreservedMembers = 2 });
        codec.ToJson(codec.Read("""{"type":"pong","a":1,"b":2,"a":3}""")).ShouldBe("""{"type":"pong","a":3,"b":2}""");
        const string TooMany = """{"type":"pong","a":1,"b":2,"c":3}""";
        Error(codec, TooMany)
            .ShouldBe(Outcome.Error("too_large", "/c", TooMany.IndexOf("\"c\"", StringComparison.Ordinal)));

        string most = $$"""{"type":"pong"{{Members(256)}}}""";
        Preserving.ToJson(Preserving.Read(most)).ShouldBe(most);
        Error(Preserving, $$"""{"type":"pong"{{Members(257)}}}""").ToString().ShouldContain("too_large at \"/m256\"");
    }

    [Theory]
    [InlineData("""{"type":"pong","a":1}""", "/a", 15)]
    [InlineData("""{"a":1,"type":"pong"}""", "/a", 1)]
    [InlineData("""{"type":"pong","a":1,"b":2}""", "/a", 15)]
    [InlineData("""{"type":"pong","\u0061/~":1}""", "/a~1~0", 15)]
    [InlineData("""{"type":"stream","Chunk":{"content":"x","n":1}}""", "/Chunk/n", 40)]
    [InlineData("""{"type":"stream","Chunk":{"n":1,"content":2}}""", "/Chunk/n", 26)]
    [InlineData(
        """{"type":"stream","ToolStart":{"calls":[{"name":"n","arguments":"","x":1}]}}""",
        "/ToolStart/calls/0/x",
        66
    )]
    public void A_rejected_member_is_told_by_name_and_place(string input, string pointer, int offset) =>
        Error(Rejecting, input).ShouldBe(Outcome.Error("unknown_member", pointer, offset));

    [Theory]
    [MemberData(nameof(Dialects))]
    public void What_has_no_unknown_members_reads_alike_whatever_happens_to_them(string dialect)
    {
        Report report = new();
        foreach (Sample sample in Sample.Canonical(dialect))
        {
            foreach (
                UnknownMemberHandling handling in new[] { UnknownMemberHandling.Preserve, UnknownMemberHandling.Reject }
            )
            {
                WireCodec codec = sample.Codec.With(new() { UnknownMembers = handling });
                report.Same(
                    $"{sample.Place} {handling}",
                    Outcome.Of(sample.Codec, sample.Message),
                    Outcome.Of(codec, sample.Message)
                );
            }
        }

        report.ShouldBeClean();
    }

    [Theory]
    [InlineData("""{"type":"news","a":1}""", "/type", 8)]
    [InlineData("""{"a":1,"type":"news"}""", "/type", 14)]
    [InlineData("""{"type":"stream","News":1}""", "/News", 17)]
    [InlineData("""{"News":1,"type":"stream"}""", "/News", 1)]
    public void A_rejected_tag_is_told_by_its_place(string input, string pointer, int offset)
    {
        WireCodec<ServerMessage> codec = WalrusWire.Server.With(new() { UnknownTags = UnknownTagHandling.Reject });
        Error(codec, input).ShouldBe(Outcome.Error("unknown_tag", pointer, offset));
        WalrusWire.Server.TryRead(Encoding.UTF8.GetBytes(input), out _, out _).ShouldBeTrue();
    }

    [Fact]
    public void A_codec_with_other_options_leaves_the_first_alone()
    {
        WireOptions before = WalrusWire.Server.Options;
        WireCodec<ServerMessage> other = WalrusWire.Server.With(before with { MaxDepth = 1, MaxMessageBytes = 20 });
        WalrusWire.Server.Options.ShouldBeSameAs(before);
        WalrusWire.Server.Options.ShouldBe(WireOptions.Default);
        other.Options.MaxDepth.ShouldBe(1);
        other.Tags.ShouldBe(WalrusWire.Server.Tags);
        (other.Dialect, other.TypeName).ShouldBe(("walrus", "ServerMessage"));
        const string Deeper = """{"type":"pong","a":[]}""";
        other.Read("""{"type":"pong"}""").ShouldBe(new ServerMessage.Pong());
        Should.Throw<WireException>(() => other.Read(Deeper));
        WalrusWire.Server.Read(Deeper).ShouldBe(new ServerMessage.Pong());
        Should.Throw<ArgumentNullException>(() => WalrusWire.Server.With(null!));
        Should.Throw<ArgumentNullException>(() => WalrusWire.Server.Read((string)null!));
    }

    [Fact]
    public void A_limit_has_one_description_wherever_it_is_exceeded()
    {
        (int Limit, Action Exceed)[] tooMany =
        [
            (256, () => Preserving.Read($$"""{"type":"pong"{{Members(257)}} }""")),
            (256, () => Preserving.ToJson(Pong(Enumerable.Range(0, 257).Select(i => $"m{i}"), "1"))),
            (
                WireOptions.PreservedMembersLimit,
                () => Serialize(Enumerable.Range(0, WireOptions.PreservedMembersLimit + 1).Select(i => $"m{i}"), "1")
            ),
        ];
        foreach ((int limit, Action exceed) in tooMany)
        {
            Should
                .Throw<WireException>(exceed)
                .Error.Message.ShouldBe($"expected at most {limit} unknown members, found more");
        }

        (int Limit, Action Exceed)[] tooDeep =
        [
            (127, () => Preserving.ToJson(Pong(["x"], Nested(127)))),
            (WireOptions.DepthLimit, () => Serialize(["x"], Nested(WireOptions.DepthLimit))),
            (64, () => Serialize(["x"], Nested(64))),
        ];
        foreach ((int limit, Action exceed) in tooDeep)
        {
            Should
                .Throw<WireException>(exceed)
                .Error.Message.ShouldBe($"expected at most {limit} nested arrays and objects, found more");
        }

        static string Nested(int depth) => new string('[', depth) + new string(']', depth);

        static RawMembers Extra(IEnumerable<string> names, string json) =>
            RawMembers.Create(names.Select(name => new KeyValuePair<string, RawJson>(name, RawJson.Parse(json))));

        static ServerMessage Pong(IEnumerable<string> names, string json) =>
            new ServerMessage.Pong { Extra = Extra(names, json) };

        static void Serialize(IEnumerable<string> names, string json) => JsonSerializer.Serialize(Extra(names, json));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_limit_out_of_range_is_refused(int value)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new WireOptions { MaxDepth = value });
        Should.Throw<ArgumentOutOfRangeException>(() => new WireOptions { MaxPreservedMembers = value });
        Should.Throw<ArgumentOutOfRangeException>(() => new WireOptions { MaxMessageBytes = value });
    }

    private static string Members(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $",\"m{i}\":{i}"));

    private static Outcome Error(WireCodec codec, string input) => Outcome.Of(codec, Encoding.UTF8.GetBytes(input));
}
