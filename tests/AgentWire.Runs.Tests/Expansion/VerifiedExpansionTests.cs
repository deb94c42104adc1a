using AgentWire.AgUi;
using AgentWire.Runs.Tests.Support;

namespace AgentWire.Runs.Tests.Expansion;

/// <summary>An expander with a verifier: the indexes are those of the events before expansion, and a refused event changes nothing.</summary>
public sealed class VerifiedExpansionTests
{
    private const string Started = "\"RUN_STARTED\",\"threadId\":\"t\",\"runId\":\"r\"\n";
    private const string Chunks =
        "\"TEXT_MESSAGE_CHUNK\",\"messageId\":\"m\",\"delta\":\"a\"\n\"TEXT_MESSAGE_CHUNK\",\"delta\":\"b\"\n";
    private const string Tool = "\"TOOL_CALL_CHUNK\",\"toolCallId\":\"c\",\"toolCallName\":\"f\"\n";
    private const string Thought = "\"REASONING_MESSAGE_CHUNK\",\"messageId\":\"p\"\n";

    [Theory]
    [InlineData(Chunks, "\"TEXT_MESSAGE_CONTENT\",\"messageId\":\"x\",\"delta\":\"a\"", RunRule.MessageNotOpen)]
    [InlineData(Chunks, "\"TEXT_MESSAGE_CHUNK\",\"messageId\":\"n\"", RunRule.MessageOpen)]
    [InlineData(Tool, "\"STEP_FINISHED\",\"stepName\":\"x\"", RunRule.StepNotOpen)]
    [InlineData(Thought, "\"RUN_FINISHED\",\"threadId\":\"t\",\"runId\":\"r\"", RunRule.MessagesLeftOpen)]
    public void An_event_that_is_refused_ends_no_stream(string chunks, string refused, RunRule rule)
    {
        const string Open = "\"TEXT_MESSAGE_START\",\"messageId\":\"n\",\"subagentRunId\":\"s\"\n";
        Event[] events = Events.Lines(Started + Open + chunks);
        ChunkExpander expander = new(new RunVerifier());
        List<Event> output = [];
        foreach (Event next in events)
        {
            expander.Expand(next, output).ShouldBeNull();
        }

        List<Event> ends = [];
        for (int i = 0; i < 2; i++)
        {
            RunViolation violation = expander.Expand(Events.Of(refused), ends).ShouldNotBeNull();
            violation.Rule.ShouldBe(rule);
            violation.EventIndex.ShouldBe(events.Length + i);
        }

        ends.Count.ShouldBe(2);
        ends[0].Tag.ShouldEndWith("_END");
        ends[1].ShouldBe(ends[0]);
        output.Clear();
        foreach (
            Event next in Events.Lines(
                $$"""
                {{chunks.Split('\n')[0].Replace("}", "")}}
                "TEXT_MESSAGE_END","messageId":"n","subagentRunId":"s"
                "RUN_FINISHED","threadId":"t","runId":"r"
                """
            )
        )
        {
            expander.Expand(next, output).ShouldBeNull();
        }

        // The chunk continued what was open: nothing began again.
        output.ShouldNotContain(part => part.Tag.EndsWith("_START"));
        output[^2].ShouldBe(ends[0]);
    }

    [Fact]
    public void An_event_that_is_only_reported_passes_with_all_that_it_ends()
    {
        ChunkExpander expander = new(new RunVerifier { ReportsOnly = true });
        List<Event> output = [];
        RunViolation?[] violations =
        [
            .. Events
                .Lines(
                    Started + Chunks + "\"STEP_FINISHED\",\"stepName\":\"x\"\n\"TEXT_MESSAGE_CHUNK\",\"delta\":\"c\""
                )
                .Select(next => expander.Expand(next, output)),
        ];
        violations
            .Select(violation => violation?.Rule)
            .ShouldBe([null, null, null, RunRule.StepNotOpen, RunRule.ChunkWithoutId]);
        output
            .Select(part => part.Tag)
            .ShouldBe([
                "RUN_STARTED",
                "TEXT_MESSAGE_START",
                "TEXT_MESSAGE_CONTENT",
                "TEXT_MESSAGE_CONTENT",
                "TEXT_MESSAGE_END",
                "STEP_FINISHED",
            ]);
    }
}
