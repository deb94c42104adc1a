using AgentWire.AgUi;
using AgentWire.Runs.Tests.Support;

namespace AgentWire.Runs.Tests.Verification;

/// <summary>Each rule finds what breaks it, and no other rule does.</summary>
public sealed class RunVerifierTests
{
    private static readonly RunRule[] OfChunks =
    [
        RunRule.ChunkOwner,
        RunRule.ChunkAmbiguous,
        RunRule.ChunkField,
        RunRule.ChunkWithoutId,
        RunRule.ChunkWithoutName,
    ];

    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, RuleCase.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_last_event_breaks_the_rule(int index)
    {
        RuleCase rule = RuleCase.All[index];
        Event[] events = [Events.Started, .. rule.Events];
        RunVerifier verifier = new();
        foreach (Event next in events[..^1])
        {
            verifier.Check(next).ShouldBeNull();
        }

        RunViolation violation = verifier.Check(events[^1]).ShouldNotBeNull();
        violation.Rule.ShouldBe(rule.Rule);
        violation.EventIndex.ShouldBe(events.Length - 1);
        violation.EventType.ShouldBe(events[^1].Tag);
        violation.Expected.ShouldNotBeEmpty();
        violation.Message.ShouldBe(violation.ToString());
        Should.Throw<RunViolationException>(() => verifier.Verify(events[^1])).Violation.Rule.ShouldBe(rule.Rule);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Without_the_rule_nothing_finds_it(int index)
    {
        RuleCase rule = RuleCase.All[index];
        RunVerifier verifier = new() { Unchecked = rule.Rule };
        foreach (Event next in (Event[])[Events.Started, .. rule.Events])
        {
            verifier.Check(next).ShouldBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_event_that_is_only_reported_counts(int index)
    {
        RuleCase rule = RuleCase.All[index];
        Event[] events = [Events.Started, .. rule.Events];
        RunVerifier verifier = new() { ReportsOnly = true };
        RunVerifier without = new() { Unchecked = rule.Rule };
        foreach (Event next in events[..^1])
        {
            verifier.Check(next).ShouldBeNull();
            without.Check(next);
        }

        verifier.Check(events[^1])!.Rule.ShouldBe(rule.Rule);
        without.Check(events[^1]);
        verifier.End.ShouldBe(without.End);

        // What is open is the same as if the rule did not exist.
        RunViolation? left = verifier.Check(Events.Finished);
        RunViolation? leftWithout = without.Check(Events.Finished);
        if (left?.Rule != rule.Rule)
        {
            (left?.Message).ShouldBe(leftWithout?.Message);
        }
    }

    [Fact]
    public void A_run_that_is_only_reported_to_leave_something_open_has_ended()
    {
        RunVerifier verifier = new() { ReportsOnly = true };
        Event message = Events.Of("\"TEXT_MESSAGE_START\",\"messageId\":\"m\"");
        Event step = Events.Of("\"STEP_STARTED\",\"stepName\":\"s\"");
        Event[] events = [Events.Started, message, step, Events.Finished, Events.Started, message, Events.Started];
        events
            .Select(verifier.Check)
            .Select(violation => violation?.RuleName)
            .ShouldBe([null, null, null, "steps-left-open", null, null, "run-active"]);
        verifier.Check(Events.Finished).ShouldBeNull();
        verifier.End.ShouldBe(RunOutcome.Finished);
    }

    [Fact]
    public void Every_rule_of_verification_has_a_case() =>
        Enum.GetValues<RunRule>()
            .Except(OfChunks)
            .Except([RunRule.Event, RunRule.FirstEvent])
            .ShouldBe(RuleCase.All.Select(rule => rule.Rule).Distinct(), ignoreOrder: true);

    [Theory]
    [InlineData("\"CUSTOM\",\"name\":\"n\",\"value\":1")]
    [InlineData("\"RUN_FINISHED\",\"threadId\":\"t\",\"runId\":\"r\"")]
    [InlineData("\"TEXT_MESSAGE_CHUNK\",\"messageId\":\"m\"")]
    public void The_first_event_begins_or_fails_a_run(string first)
    {
        new RunVerifier().Check(Events.Of(first))!.Rule.ShouldBe(RunRule.FirstEvent);
        new RunVerifier { Unchecked = RunRule.FirstEvent }
            .Check(Events.Of(first))
            .ShouldBeNull();
        RunVerifier verifier = new();
        verifier.Check(Events.Of("\"FUTURE\"")).ShouldBeNull();
        verifier.Check(Events.Of(first))!.EventIndex.ShouldBe(1);
        verifier.Check(Events.Started).ShouldBeNull();
    }

    [Fact]
    public void The_ends_of_a_stream_are_told_apart()
    {
        RunVerifier verifier = new();
        verifier.End.ShouldBeNull();
        verifier.Verify(Events.Of("\"FUTURE\""));
        verifier.End.ShouldBeNull();
        verifier.Verify(Events.Started);
        verifier.End.ShouldBe(RunOutcome.Truncated);
        verifier.Verify(Events.Finished);
        verifier.End.ShouldBe(RunOutcome.Finished);
        verifier.Verify(Events.Failed);
        verifier.End.ShouldBe(RunOutcome.RunError);
        verifier.Verify(Events.Started);
        verifier.End.ShouldBe(RunOutcome.Truncated);
        verifier.EventCount.ShouldBe(5);
    }

    [Fact]
    public void An_event_that_breaks_a_rule_changes_nothing()
    {
        RunVerifier verifier = new();
        verifier.Verify(Events.Started);
        verifier.Verify(Events.Of("\"TEXT_MESSAGE_START\",\"messageId\":\"m\",\"subagentRunId\":\"s1\""));
        verifier.Check(Events.Finished)!.Rule.ShouldBe(RunRule.MessagesLeftOpen);
        verifier
            .Check(Events.Of("\"TEXT_MESSAGE_END\",\"messageId\":\"m\",\"subagentRunId\":\"s2\""))!
            .Rule.ShouldBe(RunRule.Owner);
        verifier.Verify(Events.Of("\"TEXT_MESSAGE_END\",\"messageId\":\"m\",\"subagentRunId\":\"s1\""));
        verifier.Verify(Events.Finished);
    }

    [Fact]
    public void A_violation_says_what_was_expected_and_text_of_the_peer_is_escaped_and_cut()
    {
        RunVerifier verifier = new();
        verifier.Verify(Events.Started);
        string id = "\u001b[31m" + new string('x', 1_000);
        RunViolation violation = verifier.Check(new Event.TextMessageEnd { MessageId = id })!;
        violation.Ids.ShouldBe([id]);
        violation.RuleName.ShouldBe("message-not-open");
        violation.Expected.ShouldBe("TEXT_MESSAGE_START first");
        violation.Message.ShouldBe(
            $"Event 1 (TEXT_MESSAGE_END): No text message \"\\u001b[31m{new string('x', 70)}…\" is open."
                + " Expected TEXT_MESSAGE_START first."
        );
    }

    [Fact]
    public void What_is_left_open_is_listed_up_to_five()
    {
        RunVerifier verifier = new();
        verifier.Verify(Events.Started);
        for (int i = 0; i < 7; i++)
        {
            verifier.Verify(new Event.StepStarted { StepName = $"s{i}" });
        }

        RunViolation violation = verifier.Check(Events.Finished)!;
        violation.Ids.Count.ShouldBe(7);
        violation.Message.ShouldContain("7 steps are open: \"s0\", \"s1\", \"s2\", \"s3\", \"s4\" and 2 more.");
    }

    [Fact]
    public void Rules_have_the_names_of_the_contract()
    {
        Enum.GetValues<RunRule>().Select(RunViolation.NameOf).ShouldBeUnique();
        RunViolation.NameOf(RunRule.FirstEvent).ShouldBe("first-event");
        RunViolation.NameOf(RunRule.ReasoningMessagesLeftOpen).ShouldBe("reasoning-messages-left-open");
        RunViolation.NameOf(RunRule.ChunkWithoutId).ShouldBe("chunk-without-id");
        RunViolation.NameOf(RunRule.Event).ShouldBe("event");
    }

    [Fact]
    public void Nothing_is_allocated_for_events_that_keep_the_rules()
    {
        Event[] cycle =
        [
            .. Events.Lines(
                """
                "RUN_STARTED","threadId":"t","runId":"r"
                "STEP_STARTED","stepName":"s"
                "TEXT_MESSAGE_START","messageId":"m","subagentRunId":"s1"
                "TEXT_MESSAGE_CONTENT","messageId":"m","delta":"x","subagentRunId":"s1"
                "TEXT_MESSAGE_END","messageId":"m"
                "TOOL_CALL_START","toolCallId":"c","toolCallName":"f","parentMessageId":"m"
                "TOOL_CALL_ARGS","toolCallId":"c","delta":"x"
                "TOOL_CALL_END","toolCallId":"c"
                "TOOL_CALL_RESULT","messageId":"n","toolCallId":"c","content":"x"
                "REASONING_START","messageId":"q"
                "REASONING_MESSAGE_START","messageId":"q","role":"reasoning"
                "REASONING_MESSAGE_CONTENT","messageId":"q","delta":"x"
                "REASONING_MESSAGE_END","messageId":"q"
                "REASONING_END","messageId":"q"
                "ACTIVITY_SNAPSHOT","messageId":"a","activityType":"P","content":{}
                "ACTIVITY_DELTA","messageId":"a","activityType":"P","patch":[]
                "MESSAGES_SNAPSHOT","messages":[{"id":"m","role":"assistant","content":"x","subagentRunId":"s1"}]
                "STATE_SNAPSHOT","snapshot":1
                "STATE_DELTA","delta":[]
                "SUBAGENT_STARTED","subagentRunId":"s1","name":"n"
                "SUBAGENT_FINISHED","subagentRunId":"s1"
                "CUSTOM","name":"n","value":1
                "RAW","event":1
                "FUTURE"
                "STEP_FINISHED","stepName":"s"
                "RUN_FINISHED","threadId":"t","runId":"r"
                """
            ),
        ];
        RunVerifier verifier = new();
        long allocated = Allocations.Least(() =>
        {
            foreach (Event next in cycle)
            {
                verifier.Check(next).ShouldBeNull();
            }
        });
        allocated.ShouldBe(0);
    }
}
