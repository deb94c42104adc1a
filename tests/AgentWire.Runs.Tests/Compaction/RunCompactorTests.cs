using AgentWire.AgUi;
using AgentWire.Runs.Tests.Support;

namespace AgentWire.Runs.Tests.Compaction;

/// <summary>What of a recorded stream is kept.</summary>
public sealed class RunCompactorTests
{
    [Fact]
    public void The_messages_and_the_state_become_snapshots_before_the_end_of_the_last_run()
    {
        IReadOnlyList<Event> compact = RunCompactor.Compact(
            Events.Lines(
                """
                "RUN_STARTED","threadId":"t","runId":"r1","input":{"threadId":"t","runId":"r1","messages":[{"id":"u","role":"user","content":"Hi"}]}
                "SUBAGENT_STARTED","subagentRunId":"old","name":"n"
                "SUBAGENT_FINISHED","subagentRunId":"old"
                "TOOL_CALL_START","toolCallId":"c","toolCallName":"f"
                "TOOL_CALL_END","toolCallId":"c"
                "RUN_FINISHED","threadId":"t","runId":"r1"
                "RUN_STARTED","threadId":"t","runId":"r2"
                "STEP_STARTED","stepName":"s"
                "SUBAGENT_STARTED","subagentRunId":"s","name":"n"
                "CUSTOM","name":"n","value":1
                "TEXT_MESSAGE_CHUNK","messageId":"m","delta":"Hel"
                "TEXT_MESSAGE_CHUNK","delta":"lo"
                "STATE_DELTA","delta":[{"op":"add","path":"/a","value":1}]
                "STATE_DELTA","delta":[{"op":"add","path":"/b","value":2}]
                "RUN_ERROR","message":"boom"
                """
            )
        );
        Events
            .Json(compact)
            .ShouldBe(
                """
                {"type":"RUN_STARTED","threadId":"t","runId":"r1"}
                {"type":"RUN_FINISHED","threadId":"t","runId":"r1","outcome":{"type":"success","pendingToolCallIds":["c"]}}
                {"type":"RUN_STARTED","threadId":"t","runId":"r2"}
                {"type":"SUBAGENT_STARTED","subagentRunId":"s","name":"n"}
                {"type":"CUSTOM","name":"n","value":1}
                {"type":"MESSAGES_SNAPSHOT","messages":[{"id":"u","role":"user","content":"Hi"},{"id":"c","role":"assistant","toolCalls":[{"id":"c","type":"function","function":{"name":"f","arguments":""}}]},{"id":"m","role":"assistant","content":"Hello"}]}
                {"type":"STATE_SNAPSHOT","snapshot":{"a":1,"b":2}}
                {"type":"RUN_ERROR","message":"boom"}
                """
            );
    }

    [Fact]
    public void A_stream_that_does_not_become_shorter_stays_as_it_is()
    {
        Event[] events = Events.Lines(
            """
            "RUN_STARTED","threadId":"t","runId":"r","input":{"threadId":"t","runId":"r","messages":[{"id":"u","role":"user","content":"Hi"}]}
            "RUN_FINISHED","threadId":"t","runId":"r"
            """
        );
        RunCompactor.Compact(events).ShouldBe(events);
        RunCompactor.Compact([]).ShouldBeEmpty();
        RunCompactor.Compact([Events.Failed]).ShouldBe([Events.Failed]);
    }

    [Fact]
    public void A_stream_that_breaks_a_rule_is_refused() =>
        Should
            .Throw<RunViolationException>(() => RunCompactor.Compact([Events.Started, Events.Started]))
            .Violation.Rule.ShouldBe(RunRule.RunActive);
}
