using AgentWire.AgUi;
using AgentWire.Extensions.AI.Tests.Support;
using AgentWire.Runs;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Tests;

/// <summary>What holds for the run of any updates.</summary>
[Trait("Category", "Load")]
public sealed class RandomRunTests
{
    private static IEnumerable<int> Seeds => Thoroughness.OneOf(4, Enumerable.Range(0, 2000));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_verifier_accepts_it_and_every_event_can_be_written(bool halves)
    {
        foreach (int seed in Seeds)
        {
            List<Event> events = await Streams.Run(RandomUpdates.Create(seed, halves));
            RunVerifier verifier = new();
            foreach (Event next in events)
            {
                verifier.Check(next)?.Message.ShouldBeNull($"seed {seed}");
                AgUiWire.Server.Read(AgUiWire.Server.ToUtf8Bytes(next)).ShouldBe(next, $"seed {seed}");
            }

            verifier.End.ShouldBe(RunOutcome.Finished, $"seed {seed}");
        }
    }

    [Fact]
    public async Task The_verifier_finds_an_end_that_is_missing()
    {
        int found = 0;
        foreach (int seed in Seeds.Take(200))
        {
            List<Event> events = await Streams.Run(RandomUpdates.Create(seed, halves: true));
            if (events.RemoveAll(next => next is Event.TextMessageEnd or Event.ReasoningEnd or Event.ToolCallEnd) > 0)
            {
                Should.Throw<RunViolationException>(() => Streams.Tags(events), $"seed {seed}");
                found++;
            }
        }

        found.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task It_comes_to_the_messages_that_the_updates_come_to()
    {
        foreach (int seed in Seeds)
        {
            List<ChatResponseUpdate> updates = RandomUpdates.Create(seed, halves: false);
            RunSnapshot end = RunState.Replay(await Streams.Run(updates));
            ChatResponse response = updates.ToChatResponse();
            string[] texts =
            [
                .. response
                    .Messages.GroupBy(message => (message.MessageId ?? $"{message.GetHashCode()}", message.Role))
                    .Select(same => string.Concat(same.Select(message => message.Text)))
                    .Where(text => text.Length > 0),
            ];
            end.Messages.Select(TextOf)
                .Where(text => !string.IsNullOrEmpty(text))
                .ShouldBe(texts, true, $"seed {seed}");
            ReasoningOf(response.Messages)
                .ShouldBe(
                    string.Concat(end.Messages.OfType<Message.Reasoning>().Select(message => message.Content)),
                    $"seed {seed}"
                );
            end.Messages.OfType<Message.Assistant>()
                .SelectMany(message => message.ToolCalls ?? default)
                .Select(call => (call.Id, call.Function.Name))
                .ShouldBe(
                    Contents<FunctionCallContent>(response).Select(call => (call.CallId, call.Name)),
                    true,
                    $"seed {seed}"
                );
            end.Messages.OfType<Message.Tool>()
                .Select(result => (result.ToolCallId, ((MessageContent.Text)result.Content).Value))
                .ShouldBe(
                    Contents<FunctionResultContent>(response).Select(result => (result.CallId, $"{result.Result}")),
                    true,
                    $"seed {seed}"
                );
            end.Usage.Sum(usage => usage.InputTokens ?? 0).ShouldBe(response.Usage?.InputTokenCount ?? 0);
        }
    }

    [Fact]
    public async Task Its_updates_come_to_the_same_response()
    {
        foreach (int seed in Seeds)
        {
            List<ChatResponseUpdate> updates = RandomUpdates.Create(seed, halves: false);
            ChatResponse before = updates.ToChatResponse();
            ChatResponse after = await Streams
                .Of(updates)
                .ToRun(Streams.Input)
                .ToChatResponseUpdates()
                .ToChatResponseAsync();
            string.Concat(after.Messages.Select(message => message.Text))
                .ShouldBe(string.Concat(before.Messages.Select(message => message.Text)), $"seed {seed}");
            ReasoningOf(after.Messages).ShouldBe(ReasoningOf(before.Messages), $"seed {seed}");
            Contents<FunctionCallContent>(after)
                .Select(call => (call.CallId, call.Name, ArgumentsOf(call)))
                .ShouldBe(
                    Contents<FunctionCallContent>(before).Select(call => (call.CallId, call.Name, ArgumentsOf(call))),
                    $"seed {seed}"
                );
            Contents<FunctionResultContent>(after)
                .Select(result => (result.CallId, $"{result.Result}"))
                .ShouldBe(
                    Contents<FunctionResultContent>(before).Select(result => (result.CallId, $"{result.Result}")),
                    $"seed {seed}"
                );
            after.Usage?.OutputTokenCount.ShouldBe(before.Usage?.OutputTokenCount, $"seed {seed}");
        }
    }

    private static IEnumerable<T> Contents<T>(ChatResponse response)
        where T : AIContent => response.Messages.SelectMany(message => message.Contents).OfType<T>();

    private static string ReasoningOf(IEnumerable<ChatMessage> messages) =>
        string.Concat(
            messages.SelectMany(message => message.Contents).OfType<TextReasoningContent>().Select(each => each.Text)
        );

    private static string ArgumentsOf(FunctionCallContent call) =>
        string.Join(
            ',',
            (call.Arguments ?? new Dictionary<string, object?>()).Select(each => $"{each.Key}={each.Value}")
        );

    private static string? TextOf(Message message) =>
        message switch
        {
            Message.Assistant assistant => assistant.Content,
            Message.User { Content: MessageContent.Text text } => text.Value,
            Message.System system => system.Content,
            _ => null,
        };
}
