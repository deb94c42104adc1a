using AgentWire.AgUi;
using AgentWire.Runs.Tests.Support;

namespace AgentWire.Runs.Tests.State;

/// <summary>What is not about the result of a stream: notification, warnings, sharing, finding, and costs.</summary>
public sealed class RunStateTests
{
    [Fact]
    public void Each_event_says_what_it_changed()
    {
        List<RunChange> changes = [];
        RunState run = new() { OnChange = changes.Add };
        foreach (
            Event next in Events.Lines(
                """
                "RUN_STARTED","threadId":"t","runId":"r"
                "TEXT_MESSAGE_START","messageId":"m"
                "TEXT_MESSAGE_CONTENT","messageId":"m","delta":"x"
                "TEXT_MESSAGE_END","messageId":"m"
                "TOOL_CALL_START","toolCallId":"c","toolCallName":"f","parentMessageId":"m"
                "CUSTOM","name":"n","value":1
                "STATE_SNAPSHOT","snapshot":{"a":1}
                "STATE_DELTA","delta":[{"op":"remove","path":"/zz"}]
                "SUBAGENT_STARTED","subagentRunId":"s","name":"n"
                "TEXT_MESSAGE_CONTENT","messageId":"nothing","delta":"x"
                "MESSAGES_SNAPSHOT","messages":[]
                "RUN_FINISHED","threadId":"t","runId":"r","outcome":{"type":"interrupt","interrupts":[{"id":"i","reason":"x"}]},"usage":[{"inputTokens":1}]
                """
            )
        )
        {
            RunChange change = run.Apply(next);
            if (change.Parts == RunChanges.None)
            {
                change.MessageId.ShouldBeNull();
            }
            else
            {
                changes[^1].ShouldBe(change);
            }
        }

        changes.ShouldBe([
            new(0, RunChanges.Run),
            new(1, RunChanges.Messages, "m"),
            new(2, RunChanges.Messages, "m"),
            new(4, RunChanges.Messages, "m"),
            new(6, RunChanges.State),
            new(8, RunChanges.Subagents),
            new(10, RunChanges.Messages),
            new(11, RunChanges.Run | RunChanges.PendingInterrupts | RunChanges.Usage),
        ]);
        run.EventCount.ShouldBe(12);
    }

    [Fact]
    public void Events_without_effect_are_warned_about()
    {
        List<RunWarning> warnings = [];
        RunState run = new() { OnWarning = warnings.Add };
        foreach (
            Event next in Events.Lines(
                """
                "ACTIVITY_SNAPSHOT","messageId":"a","activityType":"P","content":{}
                "TEXT_MESSAGE_START","messageId":"a"
                "TEXT_MESSAGE_CONTENT","messageId":"a","delta":"x"
                "REASONING_MESSAGE_START","messageId":"a","role":"reasoning"
                "TEXT_MESSAGE_START","messageId":"u","role":"user"
                "TOOL_CALL_START","toolCallId":"c","toolCallName":"f","parentMessageId":"u"
                "ACTIVITY_DELTA","messageId":"u","activityType":"P","patch":[]
                "ACTIVITY_DELTA","messageId":"a","activityType":"P","patch":[{"op":"replace","path":"","value":5}]
                "STATE_DELTA","delta":[{"op":"remove","path":"/zz"}]
                """
            )
        )
        {
            run.Apply(next);
        }

        warnings.Select(warning => warning.EventIndex).ShouldBe([1, 3, 5, 6, 7, 8]);
        warnings[4].PatchError!.Code.ShouldBe(JsonPatchErrorCode.NotAnObject);
        warnings[5].PatchError!.Code.ShouldBe(JsonPatchErrorCode.NotFound);
        warnings[5]
            .ToString()
            .ShouldBe(
                "Event 8: The patch of the state was not applied. Operation 0 (remove): \"/zz\" leads to nothing: there is no member \"zz\"."
            );
    }

    [Fact]
    public void A_snapshot_shares_the_messages_that_have_not_changed_and_never_changes_itself()
    {
        RunState run = new();
        for (int i = 0; i < 200; i++)
        {
            run.Apply(new Event.TextMessageStart { MessageId = $"m{i}" });
        }

        RunSnapshot before = run.ToSnapshot();
        run.ToSnapshot().ShouldBeSameAs(before);
        run.Apply(new Event.Custom { Name = "n", Value = default });
        run.ToSnapshot().ShouldBeSameAs(before);
        run.Apply(new Event.TextMessageContent { MessageId = "m70", Delta = "x" });
        RunSnapshot after = run.ToSnapshot();
        for (int i = 0; i < 200; i++)
        {
            ReferenceEquals(before.Messages[i], after.Messages[i]).ShouldBe(i != 70);
        }

        ((Message.Assistant)before.Messages[70]).Content.ShouldBe("");
        ((Message.Assistant)after.Messages[70]).Content.ShouldBe("x");
        before.ShouldNotBe(after);
        run.Apply(new Event.TextMessageStart { MessageId = "more" });
        before.Messages.Count.ShouldBe(200);
        run.ToSnapshot().Messages.Count.ShouldBe(201);
        Should.Throw<ArgumentOutOfRangeException>(() => before.Messages[200]);
    }

    [Fact]
    public void Messages_and_calls_are_found_by_their_identifiers()
    {
        RunState run = new([new Message.User { Id = "u", Content = "Hi" }]);
        foreach (
            Event next in Events.Lines(
                """
                "TOOL_CALL_START","toolCallId":"c","toolCallName":"f","parentMessageId":"p"
                "TOOL_CALL_ARGS","toolCallId":"c","delta":"{}"
                "TEXT_MESSAGE_START","messageId":"z"
                "TOOL_CALL_RESULT","messageId":"z","toolCallId":"c","content":"ok"
                """
            )
        )
        {
            run.Apply(next);
        }

        run.FindMessage("u").ShouldBeOfType<Message.User>();
        run.FindToolCall("c")!.Function.ShouldBe(new FunctionCall { Name = "f", Arguments = "{}" });
        run.FindMessage("z").ShouldBeOfType<Message.Tool>("The result stands before the text with its identifier.");
        run.FindMessage("nothing").ShouldBeNull();
        run.FindToolCall("nothing").ShouldBeNull();
    }

    [Fact]
    public void Results_stand_behind_their_call_in_the_order_in_which_they_came()
    {
        RunState run = new();
        foreach (
            Event next in Events.Lines(
                """
                "TOOL_CALL_START","toolCallId":"c","toolCallName":"f"
                "TOOL_CALL_START","toolCallId":"d","toolCallName":"f","parentMessageId":"c"
                "TEXT_MESSAGE_START","messageId":"m"
                "TOOL_CALL_RESULT","messageId":"1","toolCallId":"d","content":"x"
                "TOOL_CALL_RESULT","messageId":"2","toolCallId":"c","content":"x"
                "TOOL_CALL_RESULT","messageId":"3","toolCallId":"d","content":"x"
                "ACTIVITY_SNAPSHOT","messageId":"2","activityType":"P","content":{}
                "TOOL_CALL_RESULT","messageId":"4","toolCallId":"c","content":"x"
                """
            )
        )
        {
            run.Apply(next);
        }

        run.ToSnapshot().Messages.Select(message => message.Id).ShouldBe(["c", "1", "4", "2", "3", "m"]);
    }

    [Fact]
    public void The_tokens_of_all_runs_are_added_up_for_each_model()
    {
        RunState run = new();
        foreach (
            Event next in Events.Lines(
                """
                "RUN_ERROR","message":"x","usage":[{"model":"a","inputTokens":1},{"model":"b","outputTokens":5}]
                "RUN_STARTED","threadId":"t","runId":"r"
                "RUN_FINISHED","threadId":"t","runId":"r","usage":[{"model":"a","inputTokens":9007199254740991,"outputTokens":2}]
                """
            )
        )
        {
            run.Apply(next);
        }

        run.ToSnapshot()
            .Usage.ShouldBe([
                new TokenUsage
                {
                    Model = "a",
                    InputTokens = 9_007_199_254_740_991,
                    OutputTokens = 2,
                },
                new TokenUsage { Model = "b", OutputTokens = 5 },
            ]);
    }

    [Theory]
    [InlineData("", "c,d")]
    [InlineData(",\"outcome\":{\"type\":\"success\"}", "c,d")]
    [InlineData(",\"outcome\":{\"type\":\"success\",\"pendingToolCallIds\":[]}", "c,d")]
    [InlineData(",\"outcome\":{\"type\":\"success\",\"pendingToolCallIds\":[\"d\"]}", "d")]
    [InlineData(",\"outcome\":{\"type\":\"cancelled\"}", "")]
    [InlineData(",\"outcome\":{\"type\":\"later\"}", "c,d")]
    public void A_run_that_succeeds_leaves_calls_to_the_client(string outcome, string pending)
    {
        RunState run = new();
        foreach (
            Event next in Events.Lines(
                $$"""
                "RUN_STARTED","threadId":"t","runId":"r"
                "TOOL_CALL_START","toolCallId":"c","toolCallName":"f"
                "TOOL_CALL_START","toolCallId":"d","toolCallName":"f"
                "TOOL_CALL_START","toolCallId":"e","toolCallName":"f"
                "TOOL_CALL_RESULT","messageId":"1","toolCallId":"e","content":"x"
                "RUN_FINISHED","threadId":"t","runId":"r"{{outcome}}
                """
            )
        )
        {
            run.Apply(next);
        }

        string.Join(',', run.ToSnapshot().PendingToolCallIds).ShouldBe(pending);
        run.Apply(Events.Started);
        string.Join(',', run.ToSnapshot().PendingToolCallIds).ShouldBe(pending);
        run.Apply(Events.Finished);
        run.ToSnapshot().PendingToolCallIds.ShouldBeEmpty();
    }

    [Fact]
    public void A_message_of_an_unknown_role_is_kept_and_no_event_changes_it()
    {
        const string Input =
            """{"threadId":"t","runId":"r","messages":[{"id":"m","role":"robot","content":"x"},{"id":"u","role":"user","content":"Hi"}]}""";
        Event started = Events.Of($"\"RUN_STARTED\",\"threadId\":\"t\",\"runId\":\"r\",\"input\":{Input}");
        RunState run = new();
        foreach (
            Event next in (Event[])
                [
                    started,
                    Events.Of("\"TEXT_MESSAGE_CONTENT\",\"messageId\":\"m\",\"delta\":\"a\""),
                    Events.Of("\"TEXT_MESSAGE_START\",\"messageId\":\"m\""),
                    Events.Of("\"TEXT_MESSAGE_CONTENT\",\"messageId\":\"m\",\"delta\":\"b\""),
                    Events.Failed,
                    started,
                ]
        )
        {
            run.Apply(next);
        }

        run.ToSnapshot()
            .Messages.Select(AgUiWire.Message.ToJson)
            .ShouldBe([
                """{"id":"m","role":"robot","content":"x"}""",
                """{"id":"u","role":"user","content":"Hi"}""",
                """{"id":"m","role":"assistant","content":"b"}""",
            ]);
    }

    [Fact]
    public void Patches_do_not_make_more_than_the_limits_allow()
    {
        List<RunWarning> warnings = [];
        RunState run = new(limits: new WireOptions { MaxMessageBytes = 20, MaxDepth = 2 }) { OnWarning = warnings.Add };
        run.Apply(Events.Of("\"STATE_DELTA\",\"delta\":[{\"op\":\"add\",\"path\":\"/a\",\"value\":\"0123456789\"}]"));
        run.Apply(Events.Of("\"STATE_DELTA\",\"delta\":[{\"op\":\"add\",\"path\":\"/b\",\"value\":\"0123456789\"}]"));
        run.Apply(Events.Of("\"STATE_DELTA\",\"delta\":[{\"op\":\"add\",\"path\":\"/a\",\"value\":[[]]}]"));
        run.State.ToString().ShouldBe("""{"a":"0123456789"}""");
        warnings
            .Select(warning => warning.PatchError!.Code)
            .ShouldBe([JsonPatchErrorCode.TooLarge, JsonPatchErrorCode.TooDeep]);
    }

    [Fact]
    public void Subagents_are_those_of_the_last_run()
    {
        RunState run = new();
        run.Apply(Events.Started);
        run.Apply(Events.Of("\"SUBAGENT_STARTED\",\"subagentRunId\":\"s\",\"name\":\"n\""));
        run.ToSnapshot().Subagents[0].IsActive.ShouldBeTrue();
        run.Apply(Events.Of("\"SUBAGENT_ERROR\",\"subagentRunId\":\"s\",\"message\":\"x\""));
        RunSubagent ended = run.ToSnapshot().Subagents[0];
        ended.IsActive.ShouldBeFalse();
        ended.SubagentRunId.ShouldBe("s");
        ended.Error!.Message.ShouldBe("x");
        run.Apply(Events.Started).Parts.ShouldBe(RunChanges.Run | RunChanges.Subagents);
        run.ToSnapshot().Subagents.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text")]
    [InlineData("arguments")]
    [InlineData("metadata")]
    [InlineData("state")]
    [InlineData("activity")]
    [InlineData("messages")]
    [InlineData("results")]
    public void The_cost_of_a_long_stream_grows_with_its_length(string kind)
    {
        long small = Allocations.Of(() => Run(1_000));
        Allocations.Of(() => Run(8_000)).ShouldBeLessThan(small * 12);

        void Run(int count)
        {
            RunState run = new();
            run.Apply(new Event.TextMessageStart { MessageId = "m" });
            run.Apply(
                Events.Of("\"TOOL_CALL_START\",\"toolCallId\":\"c\",\"toolCallName\":\"f\",\"parentMessageId\":\"m\"")
            );
            run.Apply(
                Events.Of("\"ACTIVITY_SNAPSHOT\",\"messageId\":\"a\",\"activityType\":\"P\",\"content\":{\"l\":[]}")
            );
            run.Apply(Events.Of("\"STATE_SNAPSHOT\",\"snapshot\":{\"l\":[]}"));
            WireList<PatchOperation> patch = [new PatchOperation.Add { Path = "/l/0", Value = default }];
            for (int i = 0; i < count; i++)
            {
                run.Apply(
                    kind switch
                    {
                        "text" => new Event.TextMessageContent { MessageId = "m", Delta = "0123456789" },
                        "arguments" => new Event.ToolCallArgs { ToolCallId = "c", Delta = "0123456789" },
                        "metadata" => new Event.TextMessageContent
                        {
                            MessageId = "m",
                            Delta = "",
                            Metadata = RawJson.Parse($$"""{"k{{i}}":1}"""),
                        },
                        "state" => new Event.StateDelta { Delta = patch },
                        "activity" => new Event.ActivityDelta
                        {
                            MessageId = "a",
                            ActivityType = "P",
                            Patch = patch,
                        },
                        "messages" => new Event.TextMessageStart { MessageId = $"m{i}" },
                        _ => new Event.ToolCallResult
                        {
                            MessageId = $"r{i}",
                            ToolCallId = "c",
                            Content = "x",
                        },
                    }
                );
            }

            run.ToSnapshot();
        }
    }
}
