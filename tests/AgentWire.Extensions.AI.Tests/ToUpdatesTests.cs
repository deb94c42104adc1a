using System.Text;
using AgentWire.AgUi;
using AgentWire.Extensions.AI.Tests.Support;
using AgentWire.Runs;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Tests;

/// <summary>Which updates the events of a run become.</summary>
public sealed class ToUpdatesTests
{
    private static readonly Event Started = new Event.RunStarted { ThreadId = "t", RunId = "r" };
    private static readonly Event Finished = new Event.RunFinished { ThreadId = "t", RunId = "r" };

    [Fact]
    public async Task Every_event_is_an_update_with_the_event_and_the_run()
    {
        Event[] events =
        [
            Started,
            new Event.TextMessageStart
            {
                MessageId = "m",
                Name = "Ada",
                Timestamp = 0,
                Metadata = RawJson.Parse("""{"k":1}"""),
            },
            new Event.TextMessageContent
            {
                MessageId = "m",
                Delta = "Hi",
                Timestamp = long.MaxValue >> 11,
            },
            new Event.TextMessageEnd { MessageId = "m" },
            new Event.StepStarted { StepName = "s" },
            new Event.StepFinished { StepName = "s" },
            Finished,
        ];
        List<ChatResponseUpdate> updates = await Streams.Of(events).ToChatResponseUpdates().All();
        updates.Select(update => update.RawRepresentation).ShouldBe(events);
        updates.ShouldAllBe(update => update.ResponseId == "r" && update.ConversationId == null);
        updates[1].CreatedAt.ShouldBe(DateTimeOffset.UnixEpoch);
        updates[1].AdditionalProperties!["k"]!.ToString().ShouldBe("1");
        updates[2].CreatedAt.ShouldBeNull();
        (updates[2].MessageId, updates[2].AuthorName, updates[2].Text).ShouldBe(("m", "Ada", "Hi"));
        updates[^1].FinishReason.ShouldBe(ChatFinishReason.Stop);
    }

    [Fact]
    public async Task Everything_that_has_a_content_becomes_one()
    {
        ChatResponse response = await Streams
            .Of<Event>(
                Started,
                new Event.ReasoningMessageStart { MessageId = "q" },
                new Event.ReasoningMessageContent { MessageId = "q", Delta = "hm" },
                new Event.ReasoningMessageEnd { MessageId = "q" },
                new Event.ReasoningEncryptedValue
                {
                    Subtype = EncryptedValueSubtype.Message,
                    EntityId = "q",
                    EncryptedValue = "x",
                },
                new Event.TextMessageChunk { MessageId = "m", Delta = "Look" },
                new Event.ToolCallChunk
                {
                    ToolCallId = "c",
                    ToolCallName = "f",
                    ParentMessageId = "m",
                    Delta = "{\"x\"",
                },
                new Event.ToolCallChunk { Delta = ":1}" },
                new Event.ToolCallResult
                {
                    MessageId = "n",
                    ToolCallId = "c",
                    Content = "done",
                },
                new Event.StateSnapshot { Snapshot = RawJson.Parse("""{"a":1.0}""") },
                new Event.StateDelta { Delta = [new PatchOperation.Remove { Path = "/a" }] },
                new Event.RunFinished
                {
                    ThreadId = "t",
                    RunId = "r",
                    Usage = [new() { InputTokens = 3 }, new() { InputTokens = 4 }],
                }
            )
            .ToChatResponseUpdates(Streams.WithTool("g"))
            .ToChatResponseAsync();
        response
            .Messages.Select(message => $"{message.MessageId} {message.Role}")
            .ShouldBe(["q assistant", "m assistant", "n tool"]);
        response.Messages[0].Contents.OfType<TextReasoningContent>().Last().ProtectedData.ShouldBe("x");
        FunctionCallContent call = response.Messages[1].Contents.OfType<FunctionCallContent>().Single();
        call.InformationalOnly.ShouldBeTrue();
        $"{call.Name} {call.Arguments!["x"]}".ShouldBe("f 1");
        response.Messages[2].Contents.OfType<FunctionResultContent>().Single().Result.ShouldBe("done");
        response
            .Messages[2]
            .Contents.OfType<DataContent>()
            .Select(data => $"{data.MediaType} {Encoding.UTF8.GetString(data.Data.Span)}")
            .ShouldBe([
                """application/json {"a":1.0}""",
                """application/json-patch+json [{"op":"remove","path":"/a"}]""",
            ]);
        response.Usage!.InputTokenCount.ShouldBe(7);
    }

    [Fact]
    public async Task A_call_of_a_tool_of_the_request_is_for_the_caller()
    {
        ChatResponse response = await Streams
            .Of<Event>(
                Started,
                new Event.ToolCallChunk { ToolCallId = "c", ToolCallName = "f" },
                new Event.RunFinished
                {
                    ThreadId = "t",
                    RunId = "r",
                    Outcome = new RunFinishedOutcome.Success { PendingToolCallIds = ["c"] },
                }
            )
            .ToChatResponseUpdates(Streams.WithTool("f"))
            .ToChatResponseAsync();
        response.Messages[0].Contents.OfType<FunctionCallContent>().Single().InformationalOnly.ShouldBeFalse();
        response.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
    }

    [Fact]
    public async Task A_call_that_is_opened_again_is_still_one()
    {
        ChatResponse response = await Streams
            .Of<Event>(
                Started,
                new Event.ToolCallStart { ToolCallId = "c", ToolCallName = "f" },
                new Event.ToolCallArgs { ToolCallId = "c", Delta = "{\"x\":" },
                new Event.ToolCallEnd { ToolCallId = "c" },
                new Event.ToolCallStart { ToolCallId = "c", ToolCallName = "f" },
                new Event.ToolCallArgs { ToolCallId = "c", Delta = "2}" },
                new Event.ToolCallEnd { ToolCallId = "c" },
                Finished
            )
            .ToChatResponseUpdates()
            .ToChatResponseAsync();
        FunctionCallContent call = response
            .Messages.SelectMany(each => each.Contents)
            .OfType<FunctionCallContent>()
            .Single();
        $"{call.Arguments!["x"]} {call.Exception}".ShouldBe("2 ");
    }

    [Fact]
    public async Task An_error_is_a_content()
    {
        ChatResponse response = await Streams
            .Of(Started, new Event.RunError { Message = "no", Code = "c" })
            .ToChatResponseUpdates()
            .ToChatResponseAsync();
        ErrorContent error = response.Messages[0].Contents.OfType<ErrorContent>().Single();
        (error.Message, error.ErrorCode).ShouldBe(("no", "c"));
    }

    [Fact]
    public async Task A_run_that_is_cut_and_one_that_breaks_a_rule_throw()
    {
        await Should.ThrowAsync<EndOfStreamException>(() => Streams.Of(Started).ToChatResponseUpdates().All());
        await Should.ThrowAsync<EndOfStreamException>(() => Streams.Of<Event>().ToChatResponseUpdates().All());
        await Should.ThrowAsync<RunViolationException>(() => Streams.Of(Finished).ToChatResponseUpdates().All());
        await Should.ThrowAsync<RunViolationException>(() =>
            Streams.Of(Started, new Event.TextMessageChunk { Delta = "a" }).ToChatResponseUpdates().All()
        );
        RunViolationException late = await Should.ThrowAsync<RunViolationException>(() =>
            Streams
                .Of(
                    Started,
                    new Event.TextMessageChunk { MessageId = "m", Delta = "a" },
                    new Event.StepFinished { StepName = "s" }
                )
                .ToChatResponseUpdates()
                .All()
        );
        late.Violation.EventIndex.ShouldBe(2);
    }
}
