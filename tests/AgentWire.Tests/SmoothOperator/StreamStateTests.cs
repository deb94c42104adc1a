using AgentWire.SmoothOperator;

namespace AgentWire.Tests.SmoothOperator;

public class StreamStateTests
{
    [Fact]
    public void The_known_members_of_a_chunk_s_state_are_typed()
    {
        ServerEvent.StreamChunk chunk = SmoothOperatorWire
            .Server.Read(
                """{"type":"stream_chunk","node":"n","requestId":"r","data":{"state":{"cart":[1],"rawResponse":"hi","pendingWriteConfirmation":null}}}"""
            )
            .ShouldBeOfType<ServerEvent.StreamChunk>();

        StreamState.TryFrom(chunk.State, out StreamState? state).ShouldBeTrue();

        state.RawResponse.ShouldBe(RawJson.Parse("\"hi\""));
        state.PendingWriteConfirmation.ShouldBe(RawJson.Parse("null"));
        state.StructuredResponse.ShouldBeNull();
        state.PendingOtpVerification.ShouldBeNull();
        state.Extra.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"rawResponse\"")]
    public void Another_state_than_an_object_has_no_view(string json)
    {
        StreamState.TryFrom(RawJson.Parse(json), out StreamState? state).ShouldBeFalse();
        state.ShouldBeNull();
    }

    [Fact]
    public void Of_members_with_one_name_the_last_counts()
    {
        StreamState.TryFrom(RawJson.Parse("""{"rawResponse":1,"rawResponse":2}"""), out StreamState? state);

        state.ShouldBe(new StreamState { RawResponse = RawJson.Parse("2") });
    }

    [Fact]
    public void A_state_may_be_as_deep_as_opaque_JSON()
    {
        string deep = new string('[', 500) + new string(']', 500);

        StreamState.TryFrom(RawJson.Parse($$"""{"rawResponse":{{deep}}}"""), out _).ShouldBeTrue();
    }
}
