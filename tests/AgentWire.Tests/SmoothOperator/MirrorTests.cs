using System.Text;
using AgentWire.SmoothOperator;

namespace AgentWire.Tests.SmoothOperator;

/// <summary>Mirrored facts, which are in two places.</summary>
public class MirrorTests
{
    private static readonly WireCodec<ServerEvent> Tolerant = SmoothOperatorWire.Server.With(
        new WireOptions { Mirrors = MirrorHandling.OuterWins }
    );

    [Theory]
    [InlineData(
        """{"data":{"requestId":"r","token":"in"},"requestId":"r","token":"out","type":"stream_token"}""",
        "/token",
        63
    )]
    [InlineData(
        """{"type":"stream_token","token":"out","requestId":"r","data":{"requestId":"r","token": "in"}}""",
        "/data/token",
        86
    )]
    [InlineData("""{"data":{"timestamp":1},"timestamp" :  2,"type":"pong"}""", "/timestamp", 39)]
    [InlineData(
        """{"\u0074oken":"out","requestId":"r","data":{"t\u006fken":"in"},"type":"stream_token"}""",
        "/data/token",
        57
    )]
    public void Two_places_that_differ_are_refused_at_the_second(string json, string pointer, int offset)
    {
        SmoothOperatorWire.Server.TryRead(Encoding.UTF8.GetBytes(json), out ServerEvent? message, out WireError error);

        message.ShouldBeNull();
        error.Code.ShouldBe(WireErrorCode.MirrorMismatch);
        error.Pointer.ShouldBe(pointer);
        error.ByteOffset.ShouldBe(offset);
    }

    [Theory]
    [InlineData(
        """{"data":{"requestId":"r","token":"in"},"requestId":"r","token":"out","type":"stream_token"}""",
        "out"
    )]
    [InlineData("""{"token":"out","data":{"requestId":"r","token":"in"},"type":"stream_token"}""", "out")]
    [InlineData("""{"token":null,"data":{"requestId":"r","token":"in"},"type":"stream_token"}""", "in")]
    [InlineData("""{"data":{"requestId":"r","token":"in"},"type":"stream_token"}""", "in")]
    [InlineData("""{"token":"out","requestId":"r","type":"stream_token"}""", "out")]
    public void The_outer_place_wins_where_that_is_asked_for(string json, string token)
    {
        ServerEvent.StreamToken message = Tolerant.Read(json).ShouldBeOfType<ServerEvent.StreamToken>();

        message.Token.ShouldBe(token);
        Tolerant
            .ToJson(message)
            .ShouldBe(
                $$"""{"data":{"requestId":"r","token":"{{token}}"},"requestId":"r","token":"{{token}}","type":"stream_token"}"""
            );
    }

    [Theory]
    [InlineData("""{"status":200,"data":{"status":20""")]
    [InlineData("""{"status":200,"type":"eventual_response","data":{"status":20""")]
    [InlineData("""{"type":"cancelled","status":49""")]
    public void A_number_that_the_end_cuts_may_have_been_the_same(string json)
    {
        byte[] cut = Encoding.UTF8.GetBytes(json);

        SmoothOperatorWire.Server.TryRead(cut, out _, out WireError error).ShouldBeFalse();
        error.Code.ShouldBe(WireErrorCode.Truncated);
        error.ByteOffset.ShouldBe(cut.Length);
    }

    [Fact]
    public void Objects_are_one_fact_as_a_whole()
    {
        const string Differs =
            """{"data":{"error":{"code":"A","message":"in"}},"error":{"message":"out","code":"A"},"type":"error"}""";

        SmoothOperatorWire.Server.TryRead(Encoding.UTF8.GetBytes(Differs), out _, out WireError error).ShouldBeFalse();
        error.Pointer.ShouldBe("/error");
        Tolerant.Read(Differs).ShouldBeOfType<ServerEvent.Error>().Info.Message.ShouldBe("out");
    }

    [Fact]
    public void Kept_members_of_an_object_count_too()
    {
        const string Differs =
            """{"data":{"error":{"code":"A","message":"m","at":1}},"error":{"code":"A","message":"m"},"type":"error"}""";

        SmoothOperatorWire.Server.Read(Differs).ShouldBeOfType<ServerEvent.Error>();
        WireCodec<ServerEvent> preserving = SmoothOperatorWire.Server.With(
            new WireOptions { UnknownMembers = UnknownMemberHandling.Preserve }
        );
        preserving.TryRead(Encoding.UTF8.GetBytes(Differs), out _, out WireError error).ShouldBeFalse();
        error.Code.ShouldBe(WireErrorCode.MirrorMismatch);
    }

    [Theory]
    [InlineData("200", "2000", true)]
    [InlineData("2000", "200", true)]
    [InlineData("200", "200", false)]
    public void A_number_that_only_begins_the_same_is_another(string outer, string inner, bool differs)
    {
        string json =
            $$$"""{"status":{{{outer}}},"requestId":"r","data":{"status":{{{inner}}},"data":{"messageId":"m"}},"type":"eventual_response"}""";

        SmoothOperatorWire.Server.TryRead(Encoding.UTF8.GetBytes(json), out _, out WireError error).ShouldBe(!differs);
        error.Code.ShouldBe(differs ? WireErrorCode.MirrorMismatch : WireErrorCode.None);
    }

    [Fact]
    public void A_copy_that_is_deeper_counts_its_own_depth()
    {
        WireCodec<ServerEvent> shallow = SmoothOperatorWire.Server.With(new WireOptions { MaxDepth = 4 });
        const string Error = """{"code":"C","message":"m","x":[[]]}""";

        shallow
            .TryRead(
                Encoding.UTF8.GetBytes($$"""{"error":{{Error}},"data":{"error":{{Error}}},"type":"error"}"""),
                out _,
                out WireError error
            )
            .ShouldBeFalse();
        error.Code.ShouldBe(WireErrorCode.TooDeep);
        error.Pointer.ShouldBe("/data/error/x/0");
    }

    [Fact]
    public void A_fault_before_a_mismatch_comes_first()
    {
        byte[] json =
            """{"data":{"requestId":"r","token":"in"},"requestId":"r","token":1,"type":"stream_token"}"""u8.ToArray();

        Tolerant.TryRead(json, out _, out WireError error).ShouldBeFalse();
        error.Code.ShouldBe(WireErrorCode.WrongType);
    }
}
