using AgentWire.Cinch;

namespace AgentWire.Tests.Cinch;

public class UiStateSnapshotTests
{
    private const string Data =
        """{"active_question":{"done":false,"question":{"choices":[],"editable":true,"max_edit_length":null,"prompt":"p"},"remaining_secs":1.5},"agent_output":[{"ToolExecuting":{"arguments":"{}","name":"n"}}],"context_pct":0.42,"cycle":1,"extension":{"a":1},"logs":[{"level":"Warn","message":"m","time":"12:00:00"}],"max_rounds":30,"model":"m","next_cycle_secs":null,"phase":"p","round":3,"running":true,"streaming_buffer":""}""";

    [Fact]
    public void The_data_of_a_snapshot_message_are_a_state_and_back()
    {
        string message = $$"""{"type":"snapshot","data":{{Data}}}""";
        ServerMessage.Snapshot snapshot = CinchWire.Server.Read(message).ShouldBeOfType<ServerMessage.Snapshot>();

        UiStateSnapshot.TryFrom(snapshot.Data, out UiStateSnapshot? state).ShouldBeTrue();

        state.Round.ShouldBe(3u);
        state.AgentOutput.ShouldBe([new AgentEntry.ToolExecuting { Name = "n", Arguments = "{}" }]);
        state.ActiveQuestion!.Question.MaxEditLength.ShouldBeNull();
        state.Logs[0].Level.ShouldBe(LogLevel.Warn);
        state.Extension.ShouldBe(RawJson.Parse("""{"a":1}"""));
        CinchWire.Server.ToJson(new ServerMessage.Snapshot { Data = state.ToJson() }).ShouldBe(message);
        UiStateSnapshot.FromJson(state.ToJson()).ShouldBe(state);
    }

    [Fact]
    public void What_the_contract_does_not_know_is_kept()
    {
        string data = Data.Replace("\"cycle\":1", "\"cycle\":1,\"epoch\":{\"b\":1}", StringComparison.Ordinal)
            .Replace("\"agent_output\":[", "\"agent_output\":[{\"Image\":{\"url\":\"u\"}},", StringComparison.Ordinal);

        UiStateSnapshot state = UiStateSnapshot.FromJson(RawJson.Parse(data));

        state.AgentOutput[0].ShouldBeOfType<AgentEntry.Unknown>().Tag.ShouldBe("Image");
        state.Extra.TryGetValue("epoch", out RawJson epoch).ShouldBeTrue();
        epoch.ToString().ShouldBe("""{"b":1}""");
        state.ToJson().ToString().ShouldBe(data);
    }

    [Fact]
    public void Of_members_with_one_name_the_last_counts()
    {
        string data = Data.Replace("\"round\":3", "\"round\":\"x\",\"round\":4", StringComparison.Ordinal);

        UiStateSnapshot.TryFrom(RawJson.Parse(data), out UiStateSnapshot? state);

        // The first value was invalid, so the codec never read the second name.
        state.ShouldBeNull();
        data = Data.Replace("\"round\":3", "\"round\":3,\"round\":4", StringComparison.Ordinal);
        UiStateSnapshot.FromJson(RawJson.Parse(data)).Round.ShouldBe(4u);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void Other_data_are_no_state(string json)
    {
        RawJson data = RawJson.Parse(json);

        UiStateSnapshot.TryFrom(data, out UiStateSnapshot? state).ShouldBeFalse();
        state.ShouldBeNull();
        Should.Throw<WireException>(() => UiStateSnapshot.FromJson(data)).TypeName.ShouldBe("UiStateSnapshot");
    }
}
