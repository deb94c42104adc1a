using AgentWire.AgUi;
using AgentWire.Runs.Tests.Support;

namespace AgentWire.Runs.Tests.Expansion;

/// <summary>What chunks become, and the rules that they can break.</summary>
public sealed class ChunkExpanderTests
{
    private const string First = "\"TEXT_MESSAGE_CHUNK\",\"messageId\":\"m\",\"role\":\"user\",\"delta\":\"a\"";
    private const string Tool = "\"TOOL_CALL_CHUNK\",\"toolCallId\":\"c\",\"toolCallName\":\"f\"";

    [Theory]
    [InlineData(RunRule.ChunkOwner, First + "\n\"TEXT_MESSAGE_CHUNK\",\"messageId\":\"m\",\"subagentRunId\":\"s1\"")]
    [InlineData(RunRule.ChunkField, First + "\n\"TEXT_MESSAGE_CHUNK\",\"role\":\"system\"")]
    [InlineData(RunRule.ChunkField, First + "\n\"TEXT_MESSAGE_CHUNK\",\"name\":\"Bo\"")]
    [InlineData(RunRule.ChunkField, Tool + "\n\"TOOL_CALL_CHUNK\",\"toolCallName\":\"g\"")]
    [InlineData(RunRule.ChunkField, Tool + "\n\"TOOL_CALL_CHUNK\",\"parentMessageId\":\"p\"")]
    [InlineData(RunRule.ChunkWithoutId, "\"TEXT_MESSAGE_CHUNK\",\"delta\":\"a\"")]
    [InlineData(RunRule.ChunkWithoutId, "\"TOOL_CALL_CHUNK\",\"toolCallName\":\"f\"")]
    [InlineData(RunRule.ChunkWithoutId, "\"REASONING_MESSAGE_CHUNK\",\"delta\":\"a\"")]
    [InlineData(RunRule.ChunkWithoutId, First + "\n\"REASONING_MESSAGE_CHUNK\",\"delta\":\"a\"")]
    [InlineData(RunRule.ChunkWithoutName, "\"TOOL_CALL_CHUNK\",\"toolCallId\":\"c\"")]
    [InlineData(
        RunRule.ChunkAmbiguous,
        "\"TEXT_MESSAGE_CHUNK\",\"messageId\":\"m\",\"subagentRunId\":\"s1\"\n"
            + "\"TEXT_MESSAGE_CHUNK\",\"messageId\":\"n\",\"subagentRunId\":\"s2\"\n\"TEXT_MESSAGE_CHUNK\",\"delta\":\"a\""
    )]
    public void The_last_chunk_breaks_the_rule(RunRule rule, string lines)
    {
        Event[] events = Events.Lines(lines);
        ChunkExpander expander = new();
        List<Event> output = [];
        foreach (Event next in events[..^1])
        {
            expander.Expand(next, output).ShouldBeNull();
        }

        int count = output.Count;
        RunViolation violation = expander.Expand(events[^1], output).ShouldNotBeNull();
        violation.Rule.ShouldBe(rule);
        violation.EventIndex.ShouldBe(events.Length - 1);
        output.Count.ShouldBe(count);
        Should.Throw<RunViolationException>(() => Events.Expand(events)).Violation.Rule.ShouldBe(rule);

        // The stream goes on as if the event had not been there.
        expander.Expand(Events.Finished, output).ShouldBeNull();
    }

    [Fact]
    public void A_violation_says_what_the_first_chunk_has_said()
    {
        ChunkExpander expander = new();
        expander.Expand(Events.Of(First), []);
        expander
            .Expand(Events.Of("\"TEXT_MESSAGE_CHUNK\",\"role\":\"system\""), [])!
            .Message.ShouldBe(
                "Event 1 (TEXT_MESSAGE_CHUNK): It continues \"m\" with the role \"system\". Expected \"user\", as in the first chunk, or none."
            );
    }

    [Fact]
    public void All_streams_end_in_the_order_in_which_they_opened()
    {
        List<Event> events = Events.Expand(
            Events.Lines(
                """
                "TEXT_MESSAGE_CHUNK","messageId":"m","subagentRunId":"z"
                "TOOL_CALL_CHUNK","toolCallId":"c","toolCallName":"f","subagentRunId":"a"
                "REASONING_MESSAGE_CHUNK","messageId":"q"
                "RUN_ERROR","message":"x"
                """
            )
        );
        events
            .Select(each => each.Tag)
            .ShouldBe([
                "TEXT_MESSAGE_START",
                "TOOL_CALL_START",
                "REASONING_MESSAGE_START",
                "TEXT_MESSAGE_END",
                "TOOL_CALL_END",
                "REASONING_MESSAGE_END",
                "RUN_ERROR",
            ]);
    }

    [Fact]
    public void Nothing_is_allocated_for_an_event_that_is_no_chunk_and_ends_no_stream()
    {
        ChunkExpander expander = new();
        List<Event> output = [];
        expander.Expand(Events.Of(First), output);
        Event[] cycle = Events.Lines(
            """
            "RAW","event":1
            "FUTURE"
            "CUSTOM","name":"n","value":1,"subagentRunId":"s1"
            "TEXT_MESSAGE_CONTENT","messageId":"k","delta":"x","subagentRunId":"s1"
            "ACTIVITY_DELTA","messageId":"a","activityType":"P","patch":[]
            """
        );
        Allocations
            .Least(() =>
            {
                output.Clear();
                foreach (Event next in cycle)
                {
                    expander.Expand(next, output);
                }
            })
            .ShouldBe(0);
    }
}
