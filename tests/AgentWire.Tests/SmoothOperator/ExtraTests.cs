using System.Text;
using AgentWire.SmoothOperator;

namespace AgentWire.Tests.SmoothOperator;

/// <summary>Unknown members among sorted members, and inside envelopes, which C# does not show.</summary>
public class ExtraTests
{
    private static readonly WireCodec<ServerEvent> Preserving = SmoothOperatorWire.Server.With(
        new WireOptions { UnknownMembers = UnknownMemberHandling.Preserve }
    );

    [Theory]
    [InlineData("""{"a":1,"data":{"requestId":"r"},"requestId":"r","sent":{"a":1,"b":2},"type":"keepalive","z":[]}""")]
    [InlineData("""{"data":{"at":1,"requestId":"r","zone":2},"requestId":"r","type":"keepalive"}""")]
    [InlineData(
        """{"data":{"data":{"a":1,"message":"m"},"n":null,"requestId":"r"},"from":"x","requestId":"r","type":"otp_verified"}"""
    )]
    [InlineData("""{"data":{"at":1},"type":"pong"}""")]
    [InlineData("""{"data":{"a":1,"timestamp":2,"z":3},"timestamp":2,"type":"pong"}""")]
    [InlineData(
        """{"data":{"data":{"citations":[{"id":"d","rank":1,"score":0.5,"snippet":"s","title":"t","year":2}],"messageId":"m"},"requestId":"r","status":200},"requestId":"r","status":200,"type":"eventual_response"}"""
    )]
    public void Kept_members_are_written_in_their_sorted_places(string json)
    {
        ServerEvent message = Preserving.Read(json);

        Preserving.ToJson(message).ShouldBe(json);
        SmoothOperatorWire.Server.ToJson(message).ShouldBe(json);
    }

    [Fact]
    public void Those_of_an_envelope_stand_under_its_name()
    {
        ServerEvent.OtpVerified message = Preserving
            .Read(
                """{"type":"otp_verified","data":{"requestId":"r","b":1,"data":{"z":true,"message":"m"}},"x":"y","requestId":"r"}"""
            )
            .ShouldBeOfType<ServerEvent.OtpVerified>();

        message.Extra.ToString().ShouldBe("""{ "data": {"b":1,"data":{"z":true}}, "x": "y" }""");
        Preserving
            .ToJson(message)
            .ShouldBe(
                """{"data":{"b":1,"data":{"message":"m","z":true},"requestId":"r"},"requestId":"r","type":"otp_verified","x":"y"}"""
            );
    }

    [Fact]
    public void Ignored_members_leave_nothing_behind() =>
        SmoothOperatorWire
            .Server.Read("""{"data":{"requestId":"r","at":1},"x":1,"type":"keepalive"}""")
            .ShouldBe(new ServerEvent.Keepalive { RequestId = "r" });

    [Fact]
    public void An_unknown_member_of_an_envelope_is_refused_where_such_are()
    {
        WireCodec<ServerEvent> strict = SmoothOperatorWire.Server.With(
            new WireOptions { UnknownMembers = UnknownMemberHandling.Reject }
        );

        strict
            .TryRead("""{"data":{"requestId":"r","at":1},"type":"keepalive"}"""u8, out _, out WireError error)
            .ShouldBeFalse();
        error.Code.ShouldBe(WireErrorCode.UnknownMember);
        error.Pointer.ShouldBe("/data/at");
        error.ByteOffset.ShouldBe(25);
    }

    [Theory]
    [InlineData("data", "1")]
    [InlineData("data", """{"requestId":"other"}""")]
    [InlineData("requestId", "\"other\"")]
    [InlineData("requestId", """{"a":1}""")]
    [InlineData("type", "\"other\"")]
    public void What_the_contract_knows_cannot_be_passed_on_as_extra(string name, string value)
    {
        ServerEvent message = new ServerEvent.Keepalive
        {
            RequestId = "r",
            Extra = RawMembers.Create([new KeyValuePair<string, RawJson>(name, RawJson.Parse(value))]),
        };

        Should
            .Throw<WireException>(() => SmoothOperatorWire.Server.ToJson(message))
            .Code.ShouldBe(WireErrorCode.NotRepresentable);
    }

    [Fact]
    public void An_envelope_keeps_no_more_members_than_the_limit()
    {
        WireCodec<ServerEvent> limited = SmoothOperatorWire.Server.With(
            new WireOptions { UnknownMembers = UnknownMemberHandling.Preserve, MaxPreservedMembers = 2 }
        );

        limited
            .TryRead(
                Encoding.UTF8.GetBytes("""{"data":{"a":1,"b":2,"c":3,"requestId":"r"},"type":"keepalive"}"""),
                out _,
                out WireError error
            )
            .ShouldBeFalse();
        error.Code.ShouldBe(WireErrorCode.TooLarge);
        error.Pointer.ShouldBe("/data/c");
    }

    [Fact]
    public void An_envelope_s_members_count_as_one_of_the_event_s()
    {
        static string Members(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"\"m{i:d4}\":{i},"));
        string wide = $$"""{"data":{{{Members(257)}}"requestId":"r"},"requestId":"r","type":"keepalive"}""";
        string full = $$"""{"data":{"a":1,"requestId":"r"},{{Members(256)}}"requestId":"r","type":"keepalive"}""";
        WireCodec<ServerEvent> preserving = SmoothOperatorWire.Server.With(
            new WireOptions { UnknownMembers = UnknownMemberHandling.Preserve }
        );
        WireCodec<ServerEvent> generous = SmoothOperatorWire.Server.With(
            new WireOptions { UnknownMembers = UnknownMemberHandling.Preserve, MaxPreservedMembers = 1000 }
        );

        generous.ToJson(generous.Read(wide)).ShouldBe(wide);
        generous.ToJson(generous.Read(full)).ShouldBe(full);
        Should.Throw<WireException>(() => preserving.Read(wide)).Code.ShouldBe(WireErrorCode.TooLarge);
        Should.Throw<WireException>(() => preserving.Read(full)).Code.ShouldBe(WireErrorCode.TooLarge);
    }
}
