using AgentWire.AgUi;
using AgentWire.Runs.Tests.Support;

namespace AgentWire.Runs.Tests.Filtering;

/// <summary>What is dropped, and what is said about it.</summary>
public sealed class UnknownFilterTests
{
    private const string Parts =
        """[{"type":"hologram"},{"type":"image","source":{"type":"ipfs","value":"x"}},{"type":"text","text":"k"}]""";
    private const string KnownPart = """[{"type":"text","text":"k"}]""";

    [Theory]
    [InlineData("\"FUTURE\",\"a\":1", null, ":FUTURE")]
    [InlineData(
        "\"RUN_FINISHED\",\"threadId\":\"t\",\"runId\":\"r\",\"outcome\":{\"type\":\"later\"}",
        "\"RUN_FINISHED\",\"threadId\":\"t\",\"runId\":\"r\"",
        "/outcome:later"
    )]
    [InlineData(
        "\"SUBAGENT_FINISHED\",\"subagentRunId\":\"s\",\"outcome\":{\"type\":\"later\"}",
        "\"SUBAGENT_FINISHED\",\"subagentRunId\":\"s\"",
        "/outcome:later"
    )]
    [InlineData(
        "\"STATE_DELTA\",\"delta\":[{\"op\":\"nop\",\"path\":\"/a\"},{\"op\":\"remove\",\"path\":\"/a\"}]",
        "\"STATE_DELTA\",\"delta\":[{\"op\":\"remove\",\"path\":\"/a\"}]",
        "/delta/0:nop"
    )]
    [InlineData(
        "\"ACTIVITY_DELTA\",\"messageId\":\"a\",\"activityType\":\"P\",\"patch\":[{\"op\":\"remove\",\"path\":\"/a\"},{\"op\":\"nop\"}]",
        "\"ACTIVITY_DELTA\",\"messageId\":\"a\",\"activityType\":\"P\",\"patch\":[{\"op\":\"remove\",\"path\":\"/a\"}]",
        "/patch/1:nop"
    )]
    [InlineData(
        "\"TOOL_CALL_RESULT\",\"messageId\":\"m\",\"toolCallId\":\"c\",\"content\":" + Parts,
        "\"TOOL_CALL_RESULT\",\"messageId\":\"m\",\"toolCallId\":\"c\",\"content\":" + KnownPart,
        "/content/0:hologram /content/1:ipfs"
    )]
    [InlineData(
        "\"MESSAGES_SNAPSHOT\",\"messages\":[{\"id\":\"a\",\"role\":\"robot\"},{\"id\":\"b\",\"role\":\"user\",\"content\":"
            + Parts
            + "},{\"id\":\"c\",\"role\":\"tool\",\"toolCallId\":\"c\",\"content\":"
            + Parts
            + "}]",
        "\"MESSAGES_SNAPSHOT\",\"messages\":[{\"id\":\"b\",\"role\":\"user\",\"content\":"
            + KnownPart
            + "},{\"id\":\"c\",\"role\":\"tool\",\"toolCallId\":\"c\",\"content\":"
            + KnownPart
            + "}]",
        "/messages/0:robot /messages/1/content/0:hologram /messages/1/content/1:ipfs /messages/2/content/0:hologram /messages/2/content/1:ipfs"
    )]
    [InlineData(
        "\"RUN_STARTED\",\"threadId\":\"t\",\"runId\":\"r\",\"input\":{\"threadId\":\"t\",\"runId\":\"r\",\"messages\":[{\"id\":\"a\",\"role\":\"robot\"}]}",
        "\"RUN_STARTED\",\"threadId\":\"t\",\"runId\":\"r\",\"input\":{\"threadId\":\"t\",\"runId\":\"r\",\"messages\":[]}",
        "/input/messages/0:robot"
    )]
    public void What_is_unknown_is_dropped_with_a_warning(string line, string? known, string dropped)
    {
        List<DroppedUnknown> warnings = [];
        Event? filtered = new UnknownFilter(warnings.Add).Filter(Events.Of(line));
        filtered.ShouldBe(known is null ? null : Events.Of(known));
        string.Join(' ', warnings.Select(each => $"{each.Path}:{each.Tag}")).ShouldBe(dropped);
        if (filtered is not null)
        {
            // Nothing is left to drop.
            new UnknownFilter(_ => throw new InvalidOperationException())
                .Filter(filtered)
                .ShouldBeSameAs(filtered);
        }
    }

    [Theory]
    [InlineData("image")]
    [InlineData("audio")]
    [InlineData("video")]
    [InlineData("document")]
    public void A_part_goes_with_its_source(string type)
    {
        RunAgentInput input = AgUiWire.Client.Read(
            """
            {"threadId":"t","runId":"r","messages":[{"id":"u","role":"user","content":[
            {"type":"TYPE","source":{"type":"ipfs"}},{"type":"TYPE","source":{"type":"url","value":"x"}}]}]}
            """.Replace("TYPE", type, StringComparison.Ordinal)
        );
        List<DroppedUnknown> warnings = [];
        RunAgentInput known = new UnknownFilter(warnings.Add).Filter(input);
        ((MessageContent.Parts)((Message.User)known.Messages[0]).Content).Value.Count.ShouldBe(1);
        warnings.ShouldBe([new DroppedUnknown("/messages/0/content/0", "ipfs")]);
        new UnknownFilter().Filter(known).ShouldBeSameAs(known);
    }

    [Fact]
    public void A_known_event_is_returned_as_it_is()
    {
        UnknownFilter filter = new(_ => throw new InvalidOperationException());
        Event[] known =
        [
            .. RandomRun
                .Create(1)
                .Events.Where(next =>
                    next is not Event.Unknown
                    && !AgUiWire.Server.ToJson(next).Contains("\"nop\"", StringComparison.Ordinal)
                    && !AgUiWire.Server.ToJson(next).Contains("\"later\"", StringComparison.Ordinal)
                ),
        ];
        known.Length.ShouldBeGreaterThan(20);
        foreach (Event next in known)
        {
            filter.Filter(next).ShouldBeSameAs(next);
        }
    }
}
