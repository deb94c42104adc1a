using AgentWire.AgUi;
using AgentWire.Extensions.AI.Tests.Support;
using AgentWire.Runs;
using Microsoft.Extensions.AI;
using static AgentWire.Extensions.AI.Tests.Support.ScriptedChatClient;

namespace AgentWire.Extensions.AI.Tests;

/// <summary>Which events the updates of a chat client become.</summary>
public sealed class ToRunTests
{
    [Fact]
    public async Task Text_becomes_one_message_with_the_identifier_and_the_author()
    {
        List<Event> events = await Streams.Run(
            new ChatResponseUpdate(ChatRole.Assistant, "Hel") { MessageId = "m", AuthorName = "Ada" },
            new ChatResponseUpdate(null, "lo")
        );
        events.ShouldBe([
            new Event.RunStarted
            {
                ThreadId = "t",
                RunId = "r",
                ProtocolVersion = "1.0",
            },
            new Event.TextMessageStart
            {
                MessageId = "m",
                Role = TextMessageRole.Assistant,
                Name = "Ada",
            },
            new Event.TextMessageContent { MessageId = "m", Delta = "Hel" },
            new Event.TextMessageContent { MessageId = "m", Delta = "lo" },
            new Event.TextMessageEnd { MessageId = "m" },
            new Event.RunFinished { ThreadId = "t", RunId = "r" },
        ]);
    }

    [Fact]
    public async Task A_body_has_no_beginning() =>
        (await Streams.Of(Says(new TextContent("a"))).ToRunBody(Streams.Input).All())
            .Select(next => next.Tag)
            .ShouldBe(["TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_END", "RUN_FINISHED"]);

    [Fact]
    public async Task No_updates_are_a_run() => Streams.Tags(await Streams.Run()).ShouldBe("RUN_STARTED RUN_FINISHED");

    [Fact]
    public async Task What_is_interleaved_is_closed_and_opened_again()
    {
        List<Event> events = await Streams.Run(
            new ChatResponseUpdate(
                ChatRole.Assistant,
                [
                    new TextReasoningContent("hm"),
                    new TextContent("a"),
                    new FunctionCallContent("c", "f"),
                    new TextContent("b"),
                ]
            )
            {
                MessageId = "m",
            }
        );
        Streams
            .Tags(events)
            .ShouldBe(
                "RUN_STARTED REASONING_START REASONING_MESSAGE_START REASONING_MESSAGE_CONTENT REASONING_MESSAGE_END REASONING_END "
                    + "TEXT_MESSAGE_START TEXT_MESSAGE_CONTENT TEXT_MESSAGE_END TOOL_CALL_START TOOL_CALL_ARGS TOOL_CALL_END "
                    + "TEXT_MESSAGE_START TEXT_MESSAGE_CONTENT TEXT_MESSAGE_END RUN_FINISHED"
            );
        IReadOnlyList<Message> messages = RunState.Replay(events).Messages;
        messages.Count.ShouldBe(2);
        Message.Assistant message = messages[1].ShouldBeOfType<Message.Assistant>();
        (message.Id, message.Content, message.ToolCalls!.Value.Count).ShouldBe(("m", "ab", 1));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_held_back()
    {
        // Not a theory: an attribute cannot hold half a pair.
        (string First, string Second, string[] Deltas)[] cases =
        [
            ("a\uD83D", "\uDE00b", ["a", "😀b"]),
            ("\uD83D", "x", ["\uFFFDx"]),
            ("\uDE00", "x", ["\uFFFD", "x"]),
            ("a\uD83D", "", ["a", "\uFFFD"]),
        ];
        foreach ((string first, string second, string[] deltas) in cases)
        {
            (await Streams.Run(Says(new TextContent(first)), Says(new TextContent(second))))
                .OfType<Event.TextMessageContent>()
                .Select(content => content.Delta)
                .ShouldBe(deltas);
        }
    }

    [Theory]
    [InlineData("m", "n", 2)]
    [InlineData("m", null, 1)]
    [InlineData("m", "m", 1)]
    [InlineData(null, null, 1)]
    public async Task Another_identifier_is_another_message(string? first, string? second, int count) =>
        RunState
            .Replay(
                await Streams.Run(
                    new ChatResponseUpdate(null, "a") { MessageId = first },
                    new ChatResponseUpdate(null, "b") { MessageId = second }
                )
            )
            .Messages.Count.ShouldBe(count);

    [Fact]
    public async Task An_identifier_of_the_conversation_is_not_used_again()
    {
        List<Event> events = await Streams.Run(new ChatResponseUpdate(null, "a") { MessageId = "u" });
        events.OfType<Event.TextMessageStart>().Single().MessageId.ShouldNotBe("u");
    }

    [Fact]
    public async Task A_result_does_not_take_the_identifier_of_a_message()
    {
        List<Event> events = await Streams.Run(
            new ChatResponseUpdate(
                null,
                [new FunctionResultContent("c", "1"), new TextContent("a"), new FunctionResultContent("d", "2")]
            )
            {
                MessageId = "m",
            },
            new ChatResponseUpdate(ChatRole.Tool, [new FunctionResultContent("e", "3")]) { MessageId = "n" }
        );
        IReadOnlyList<Message> messages = RunState.Replay(events).Messages;
        messages.Select(message => message.Id).Distinct().Count().ShouldBe(4);
        messages.Single(message => message.Id == "m").ShouldBeOfType<Message.Assistant>();
        messages.Single(message => message.Id == "n").ShouldBeOfType<Message.Tool>();
    }

    [Fact]
    public async Task A_call_without_a_result_is_pending()
    {
        List<Event> events = await Streams.Run(
            Says(
                new FunctionCallContent("c", "f", new Dictionary<string, object?> { ["x"] = 1 }),
                new FunctionCallContent("d", "g"),
                new FunctionCallContent("e", "h") { InformationalOnly = true }
            ),
            new ChatResponseUpdate(ChatRole.Tool, [new FunctionResultContent("d", "done")])
        );
        events.OfType<Event.ToolCallArgs>().Select(args => args.Delta).ShouldBe(["""{"x":1}""", "{}", "{}"]);
        events[^1]
            .ShouldBeOfType<Event.RunFinished>()
            .Outcome.ShouldBe(new RunFinishedOutcome.Success { PendingToolCallIds = ["c"] });
    }

    [Fact]
    public async Task An_identifier_of_a_call_that_was_answered_becomes_a_new_one()
    {
        List<Event> events = await Streams.Run(
            Says(new FunctionCallContent("c", "f"), new FunctionResultContent("c", 1)),
            Says(new FunctionCallContent("c", "f"), new FunctionResultContent("c", 2))
        );
        Streams.Tags(events);
        RunState
            .Replay(events)
            .Messages.OfType<Message.Tool>()
            .Select(result => result.ToolCallId)
            .ShouldBe(events.OfType<Event.ToolCallStart>().Select(start => start.ToolCallId));
        events.OfType<Event.ToolCallStart>().Select(start => start.ToolCallId).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Results_are_texts_or_parts_and_leak_nothing()
    {
        object?[] results =
        [
            "text",
            12,
            null,
            new Dictionary<string, object?> { ["a"] = "\uD83D" },
            new List<AIContent> { new TextContent("a"), new DataContent(new byte[] { 1 }, "image/png") },
        ];
        List<Event> events = await Streams.Run([
            .. results.Select((result, i) => Says(new FunctionResultContent($"{i}", result))),
            Says(new FunctionResultContent("x", null) { Exception = new IOException("password") }),
        ]);
        events
            .OfType<Event.ToolCallResult>()
            .Select(result => result.Content)
            .ShouldBe([
                "text",
                "12",
                "",
                "{\"a\":\"\uFFFD\"}",
                new MessageContent.Parts
                {
                    Value =
                    [
                        new ContentPart.Text { Value = "a" },
                        new ContentPart.Image
                        {
                            Source = new PartSource.Data { Value = "AQ==", MimeType = "image/png" },
                        },
                    ],
                },
                "The tool has failed.",
            ]);
    }

    [Fact]
    public async Task Usage_is_added_up_for_each_model()
    {
        static ChatResponseUpdate Used(string model, long input) =>
            new(null, [new UsageContent(new() { InputTokenCount = input, CachedInputTokenCount = 1 })])
            {
                ModelId = model,
            };
        List<Event> events = await Streams
            .Of(Used("a", 1), Used("b", 2), Used("a", 3))
            .ToRun(Streams.Input, new() { ProviderName = "p" })
            .All();
        events[^1]
            .ShouldBeOfType<Event.RunFinished>()
            .Usage!.Value.ShouldBe([
                new TokenUsage
                {
                    Provider = "p",
                    Model = "a",
                    InputTokens = 4,
                    CachedInputTokens = 2,
                },
                new TokenUsage
                {
                    Provider = "p",
                    Model = "b",
                    InputTokens = 2,
                    CachedInputTokens = 1,
                },
            ]);
    }

    [Fact]
    public async Task An_error_ends_the_run_behind_the_rest_and_leaks_nothing()
    {
        List<Event> events = await Streams.Run(
            Says(new ErrorContent("password") { ErrorCode = "secret", Details = "secret" }),
            Says(new TextContent("a"), new UsageContent(new() { InputTokenCount = 1 }))
        );
        Streams.Tags(events).ShouldEndWith("TEXT_MESSAGE_END RUN_ERROR");
        events[^1]
            .ShouldBe(new Event.RunError { Message = "The agent has failed.", Usage = [new() { InputTokens = 1 }] });
    }

    [Fact]
    public async Task The_application_says_what_an_error_tells() =>
        (
            await Streams
                .Of(Says(new ErrorContent("no")))
                .ToRun(Streams.Input, new() { DescribeError = error => new() { Message = error.Message, Code = "c" } })
                .All()
        )[^1]
            .ShouldBe(new Event.RunError { Message = "no", Code = "c" });

    [Fact]
    public async Task An_exception_ends_the_run_and_leaks_nothing()
    {
        List<Event> events = await Failing().ToRun(Streams.Input).All();
        Streams.Tags(events).ShouldBe("RUN_STARTED TEXT_MESSAGE_START TEXT_MESSAGE_CONTENT RUN_ERROR");
        events[^1].ShouldBe(new Event.RunError { Message = "The agent has failed." });
        List<Event> told = await Failing()
            .ToRun(Streams.Input, new() { DescribeException = e => new() { Message = e.Message } })
            .All();
        told[^1].ShouldBe(new Event.RunError { Message = "password" });
        await Should.ThrowAsync<IOException>(() => Failing().ToRunBody(Streams.Input).All());
    }

    [Fact]
    public async Task A_run_that_is_cancelled_has_no_end()
    {
        using CancellationTokenSource source = new();
        List<Event> events = [];
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            ScriptedChatClient client = new([Says(new TextContent("a")), Says(new TextContent("b"))]);
            await foreach (Event next in client.GetRun(Streams.Input, cancellationToken: source.Token))
            {
                events.Add(next);
                if (next is Event.TextMessageContent)
                {
                    await source.CancelAsync();
                }
            }
        });
        events[^1].ShouldBeOfType<Event.TextMessageContent>();
    }

    [Fact]
    public async Task Json_is_the_state_and_other_data_is_what_the_application_makes_of_it()
    {
        ChatResponseUpdate[] updates =
        [
            Says(new DataContent("""{"a":1.0}"""u8.ToArray(), "application/json")),
            Says(new DataContent("""[{"op":"remove","path":"/a"}]"""u8.ToArray(), "application/json-patch+json")),
            Says(new UriContent("https://example.org/a.png", "image/png")),
            new()
            {
                RawRepresentation = new Event.Custom { Name = "n", Value = RawJson.Parse("1") },
            },
            new() { RawRepresentation = new Event.StepStarted { StepName = "s" } },
        ];
        ChatRunOptions options = new()
        {
            MapOther = content => new() { Name = "image", Value = RawJson.Parse($"\"{((UriContent)content).Uri}\"") },
        };
        (await Streams.Of(updates).ToRun(Streams.Input, options).All())[1..^1]
            .ShouldBe([
                new Event.StateSnapshot { Snapshot = RawJson.Parse("""{"a":1.0}""") },
                new Event.StateDelta { Delta = [new PatchOperation.Remove { Path = "/a" }] },
                new Event.Custom { Name = "image", Value = RawJson.Parse("\"https://example.org/a.png\"") },
                new Event.Custom { Name = "n", Value = RawJson.Parse("1") },
            ]);
        Streams.Tags(await Streams.Run(updates)).ShouldBe("RUN_STARTED STATE_SNAPSHOT STATE_DELTA CUSTOM RUN_FINISHED");
    }

    [Fact]
    public async Task Metadata_is_sent_only_if_the_application_says_so()
    {
        ChatResponseUpdate update = new(null, "a") { AdditionalProperties = new() { ["k"] = 1 } };
        (await Streams.Run(update)).ShouldAllBe(next => next.Metadata == null);
        List<Event> events = await Streams.Of(update).ToRun(Streams.Input, new() { IncludeMetadata = true }).All();
        events.OfType<Event.TextMessageContent>().Single().Metadata.ShouldBe(RawJson.Parse("""{"k":1}"""));
    }

    [Fact]
    public async Task Protected_reasoning_ends_its_message()
    {
        List<Event> events = await Streams.Run(
            Says(new TextReasoningContent("a") { ProtectedData = "x" }, new TextReasoningContent("b"))
        );
        RunState
            .Replay(events)
            .Messages.Cast<Message.Reasoning>()
            .Select(message => (message.Content, message.EncryptedValue))
            .ShouldBe([("a", "x"), ("b", null)]);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Failing()
    {
        yield return Says(new TextContent("a"));
        await Task.Yield();
        throw new IOException("password");
    }
}
