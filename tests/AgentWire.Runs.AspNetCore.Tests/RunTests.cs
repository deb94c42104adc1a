using System.Text.Json.Serialization;
using AgentWire.AgUi;

namespace AgentWire.Runs.AspNetCore.Tests;

/// <summary>The events of a run, byte for byte, and in an order that is right whatever the handler leaves open.</summary>
public sealed partial class RunTests
{
    private const string Started = """{"type":"RUN_STARTED","threadId":"t","runId":"r","protocolVersion":"1.0"}""";

    private const string Finished = """{"type":"RUN_FINISHED","threadId":"t","runId":"r"}""";

    [Fact]
    public async Task A_handler_that_returns_has_finished_the_run() =>
        (await AgentServer.RunAsync(_ => Task.CompletedTask)).ShouldBe([Started, Finished]);

    [Fact]
    public async Task The_run_names_its_parent_and_the_version_that_is_written()
    {
        await using AgentServer server = await AgentServer.StartAsync(
            run =>
                run.SendAsync(
                    new Event.ReasoningEncryptedValue
                    {
                        Subtype = EncryptedValueSubtype.Message,
                        EntityId = "m",
                        EncryptedValue = "v",
                        EncryptedValueType = "k",
                    }
                ),
            new() { Events = new() { PeerVersion = "1.1" } }
        );
        string[] events = await server.EventsAsync("""{"threadId":"t","runId":"r","parentRunId":"p","messages":[]}""");
        events[0]
            .ShouldBe(
                """{"type":"RUN_STARTED","threadId":"t","runId":"r","protocolVersion":"1.1","parentRunId":"p"}"""
            );
        events[1].ShouldContain("encryptedValueType");
        string[] older = await AgentServer.RunAsync(run => run.SendAsync(AgUiWire.Server.Read(events[1])));
        older[1].ShouldNotContain("encryptedValueType");
    }

    [Fact]
    public async Task Each_helper_sends_its_events()
    {
        string[] events = await AgentServer.RunAsync(async run =>
        {
            await using (RunStep step = await run.StartStepAsync("s"))
            {
                step.StepName.ShouldBe("s");
                await using ReasoningWriter reasoning = await run.StartReasoningAsync("q");
                await reasoning.AppendAsync("Hm");
                reasoning.MessageId.ShouldBe("q");
            }

            await using (TextMessageWriter message = await run.StartMessageAsync("m", TextMessageRole.User, "Ann"))
            {
                await message.AppendAsync("Hi");
                await message.AppendAsync("");
            }

            await using (ToolCallWriter call = await run.StartToolCallAsync("find", "c", "m"))
            {
                await call.AppendAsync("{\"a\":");
                await call.AppendAsync("1}");
                await call.SendResultAsync("found");
            }

            await run.SendToolCallAsync("find", RawJson.Parse("""{"a":2}"""), "d");
            await run.SendToolResultAsync("d", new WireList<ContentPart>(), "result");
            await run.SetStateAsync(new Basket(1), BasketContext.Default.Basket);
            await run.PatchStateAsync([new PatchOperation.Remove { Path = "/items" }]);
            await run.SendMessagesAsync([new Message.User { Id = "u", Content = "Hi" }]);
            await run.SetActivityAsync("a", "PLAN", RawJson.Parse("{}"));
            await run.PatchActivityAsync(
                "a",
                "PLAN",
                [new PatchOperation.Add { Path = "/x", Value = RawJson.Parse("1") }]
            );
            await run.SendCustomAsync("tick", new Basket(2), BasketContext.Default.Basket);
        });
        string result = events.Single(each => each.Contains("\"content\":\"found\"", StringComparison.Ordinal));
        events
            .Except([result])
            .ShouldBe([
                Started,
                """{"type":"STEP_STARTED","stepName":"s"}""",
                """{"type":"REASONING_START","messageId":"q"}""",
                """{"type":"REASONING_MESSAGE_START","messageId":"q","role":"reasoning"}""",
                """{"type":"REASONING_MESSAGE_CONTENT","messageId":"q","delta":"Hm"}""",
                """{"type":"REASONING_MESSAGE_END","messageId":"q"}""",
                """{"type":"REASONING_END","messageId":"q"}""",
                """{"type":"STEP_FINISHED","stepName":"s"}""",
                """{"type":"TEXT_MESSAGE_START","messageId":"m","role":"user","name":"Ann"}""",
                """{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"Hi"}""",
                """{"type":"TEXT_MESSAGE_END","messageId":"m"}""",
                """{"type":"TOOL_CALL_START","toolCallId":"c","toolCallName":"find","parentMessageId":"m"}""",
                """{"type":"TOOL_CALL_ARGS","toolCallId":"c","delta":"{\"a\":"}""",
                """{"type":"TOOL_CALL_ARGS","toolCallId":"c","delta":"1}"}""",
                """{"type":"TOOL_CALL_END","toolCallId":"c"}""",
                """{"type":"TOOL_CALL_START","toolCallId":"d","toolCallName":"find"}""",
                """{"type":"TOOL_CALL_ARGS","toolCallId":"d","delta":"{\"a\":2}"}""",
                """{"type":"TOOL_CALL_END","toolCallId":"d"}""",
                """{"type":"TOOL_CALL_RESULT","messageId":"result","toolCallId":"d","content":[],"role":"tool"}""",
                """{"type":"STATE_SNAPSHOT","snapshot":{"items":1}}""",
                """{"type":"STATE_DELTA","delta":[{"op":"remove","path":"/items"}]}""",
                """{"type":"MESSAGES_SNAPSHOT","messages":[{"id":"u","role":"user","content":"Hi"}]}""",
                """{"type":"ACTIVITY_SNAPSHOT","messageId":"a","activityType":"PLAN","content":{}}""",
                """{"type":"ACTIVITY_DELTA","messageId":"a","activityType":"PLAN","patch":[{"op":"add","path":"/x","value":1}]}""",
                """{"type":"CUSTOM","name":"tick","value":{"items":2}}""",
                Finished,
            ]);
        result.ShouldEndWith("""  "toolCallId":"c","content":"found","role":"tool"}""".TrimStart());
    }

    [Fact]
    public async Task Identifiers_that_are_not_given_differ()
    {
        HashSet<string> ids = [];
        await AgentServer.RunAsync(async run =>
        {
            ids.Add(await run.SendMessageAsync("one"));
            ids.Add(await run.SendMessageAsync("two"));
            ids.Add(await run.SendToolCallAsync("find", RawJson.Parse("{}")));
            await using ReasoningWriter reasoning = await run.StartReasoningAsync();
            ids.Add(reasoning.MessageId);
            await using SubagentWriter subagent = await run.StartSubagentAsync("s");
            ids.Add(subagent.SubagentRunId);
        });
        ids.Count.ShouldBe(5);
        ids.ShouldAllBe(id => id.Length > 0);
    }

    [Fact]
    public async Task What_is_open_ends_before_the_run_with_the_newest_first()
    {
        string[] events = await AgentServer.RunAsync(async run =>
        {
            await run.StartStepAsync("s");
            await run.SendAsync(new Event.TextMessageStart { MessageId = "raw" });
            await run.StartReasoningAsync("q");
            await run.StartToolCallAsync("find", "c");
            await run.StartMessageAsync("m");
            await run.StartSubagentAsync("helper", "h");
            await run.SendAsync(new Event.TextMessageChunk { MessageId = "chunk", Delta = "x" });
        });
        events[^8..]
            .ShouldBe([
                """{"type":"SUBAGENT_FINISHED","subagentRunId":"h"}""",
                """{"type":"TEXT_MESSAGE_END","messageId":"m"}""",
                """{"type":"TOOL_CALL_END","toolCallId":"c"}""",
                """{"type":"REASONING_MESSAGE_END","messageId":"q"}""",
                """{"type":"REASONING_END","messageId":"q"}""",
                """{"type":"TEXT_MESSAGE_END","messageId":"raw"}""",
                """{"type":"STEP_FINISHED","stepName":"s"}""",
                Finished,
            ]);
        RunReport.Of(events.Select(AgUiWire.Server.Read)).Outcome.ShouldBe(RunOutcome.Finished);
    }

    [Fact]
    public async Task A_run_finishes_with_a_result_and_its_usage() =>
        (
            await AgentServer.RunAsync(run =>
                run.FinishAsync(RawJson.Parse("7"), [new TokenUsage { Model = "m", InputTokens = 1 }], ["c"])
            )
        )[^1]
            .ShouldBe(
                """{"type":"RUN_FINISHED","threadId":"t","runId":"r","result":7,"outcome":{"type":"success","pendingToolCallIds":["c"]},"usage":[{"model":"m","inputTokens":1}]}"""
            );

    [Fact]
    public async Task A_run_is_cancelled()
    {
        string[] events = await AgentServer.RunAsync(async run =>
        {
            await using TextMessageWriter message = await run.StartMessageAsync("m");
            await run.CancelAsync();
            run.HasEnded.ShouldBeTrue();
        });
        events[^2..]
            .ShouldBe([
                """{"type":"TEXT_MESSAGE_END","messageId":"m"}""",
                """{"type":"RUN_FINISHED","threadId":"t","runId":"r","outcome":{"type":"cancelled"}}""",
            ]);
    }

    [Fact]
    public async Task An_interrupt_suspends_the_subagents_that_wait()
    {
        string[] events = await AgentServer.RunAsync(async run =>
        {
            SubagentWriter outer = await run.StartSubagentAsync("outer", "o");
            await outer.StartSubagentAsync("inner", "i");
            await run.InterruptAsync([
                new Interrupt
                {
                    Id = "x",
                    Reason = "approval",
                    SubagentRunId = "i",
                },
            ]);
        });
        events[^5..]
            .ShouldBe([
                """{"type":"SUBAGENT_STARTED","subagentRunId":"o","name":"outer"}""",
                """{"type":"SUBAGENT_STARTED","subagentRunId":"i","name":"inner","parentSubagentRunId":"o"}""",
                """{"type":"SUBAGENT_FINISHED","subagentRunId":"i","outcome":{"type":"suspended","interruptIds":["x"]}}""",
                """{"type":"SUBAGENT_FINISHED","subagentRunId":"o","outcome":{"type":"suspended"}}""",
                """{"type":"RUN_FINISHED","threadId":"t","runId":"r","outcome":{"type":"interrupt","interrupts":[{"subagentRunId":"i","id":"x","reason":"approval"}]}}""",
            ]);
    }

    [Fact]
    public async Task An_interrupt_without_questions_or_with_one_twice_is_refused() =>
        await AgentServer.RunAsync(run =>
        {
            Interrupt question = new() { Id = "x", Reason = "approval" };
            Should.Throw<ArgumentException>(() =>
            {
                _ = run.InterruptAsync([]);
            });
            Should.Throw<ArgumentException>(() =>
            {
                _ = run.InterruptAsync([question, question]);
            });
            run.HasEnded.ShouldBeFalse();
            return run.InterruptAsync([question]);
        });

    [Fact]
    public async Task A_subagent_sends_its_events_with_its_identifier_and_ends_what_it_has_begun()
    {
        string[] events = await AgentServer.RunAsync(async run =>
        {
            await using SubagentWriter subagent = await run.StartSubagentAsync("helper", "h", "Helps.", "c");
            await subagent.StartStepAsync("s");
            TextMessageWriter message = await subagent.StartMessageAsync("m");
            await message.AppendAsync("Hi");
            await subagent.FailAsync("No.", "no");
            await subagent.FinishAsync();
        });
        events[1..^1]
            .ShouldBe([
                """{"type":"SUBAGENT_STARTED","subagentRunId":"h","name":"helper","description":"Helps.","parentToolCallId":"c"}""",
                """{"type":"STEP_STARTED","subagentRunId":"h","stepName":"s"}""",
                """{"type":"TEXT_MESSAGE_START","subagentRunId":"h","messageId":"m","role":"assistant"}""",
                """{"type":"TEXT_MESSAGE_CONTENT","subagentRunId":"h","messageId":"m","delta":"Hi"}""",
                """{"type":"TEXT_MESSAGE_END","subagentRunId":"h","messageId":"m"}""",
                """{"type":"STEP_FINISHED","subagentRunId":"h","stepName":"s"}""",
                """{"type":"SUBAGENT_ERROR","subagentRunId":"h","message":"No.","code":"no"}""",
            ]);
    }

    [Fact]
    public async Task Nothing_is_sent_after_the_end_or_begun_twice()
    {
        await AgentServer.RunAsync(async run =>
        {
            Should.Throw<ArgumentException>(() =>
            {
                _ = run.SendAsync(new Event.RunStarted { ThreadId = "t", RunId = "r" });
            });
            TextMessageWriter message = await run.StartMessageAsync("m");
            await message.DisposeAsync();
            await message.DisposeAsync();
            (await Should.ThrowAsync<InvalidOperationException>(message.AppendAsync("x"))).Message.ShouldBe(
                "The message has ended."
            );
            await run.SendAsync(new Event.RunFinished { ThreadId = "t", RunId = "r" });
            (await Should.ThrowAsync<InvalidOperationException>(run.SendMessageAsync("x"))).Message.ShouldBe(
                "The run has ended."
            );
            await Should.ThrowAsync<InvalidOperationException>(run.FinishAsync());
        });
        RunContext? late = null;
        await AgentServer.RunAsync(run =>
        {
            late = run;
            return Task.CompletedTask;
        });
        await Should.ThrowAsync<InvalidOperationException>(late!.SendMessageAsync("x"));
    }

    [Fact]
    public async Task Several_tasks_send_at_the_same_time()
    {
        string[] events = await AgentServer.RunAsync(run =>
            Task.WhenAll(
                Enumerable
                    .Range(0, 20)
                    .Select(async i =>
                    {
                        await using TextMessageWriter message = await run.StartMessageAsync($"m{i}");
                        for (int j = 0; j < 20; j++)
                        {
                            await message.AppendAsync($"{j} ");
                        }
                    })
            )
        );
        RunReport report = RunReport.Of(events.Select(AgUiWire.Server.Read));
        report.Outcome.ShouldBe(RunOutcome.Finished);
        report.End.Messages.Count.ShouldBe(20);
        string all = string.Concat(Enumerable.Range(0, 20).Select(j => $"{j} "));
        report.End.Messages.ShouldAllBe(message => ((Message.Assistant)message).Content == all);
    }

    internal sealed record Basket([property: JsonPropertyName("items")] int Items);

    [JsonSerializable(typeof(Basket))]
    private sealed partial class BasketContext : JsonSerializerContext;
}
