using System.Text;
using AgentWire.AgUi;
using AgentWire.Extensions.AI.Input;
using AgentWire.Extensions.AI.Runs;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Updates;

/// <summary>Makes an update out of each event of a run.</summary>
internal sealed class EventTranslator
{
    private static readonly ChatFinishReason Interrupted = new("interrupt");
    private static readonly ChatFinishReason Cancelled = new("cancelled");

    private readonly HashSet<string>? _tools;
    private readonly Dictionary<string, (ChatRole Role, string? Name)> _messages = [];
    private readonly Dictionary<string, Call> _calls = [];
    private string? _runId;

    public EventTranslator(RunAgentInput? input)
    {
        _tools = input is null ? null : [.. input.Tools.Select(tool => tool.Name)];
        foreach (Message.Assistant message in input?.Messages.OfType<Message.Assistant>() ?? [])
        {
            foreach (ToolCall call in message.ToolCalls ?? default)
            {
                Call known = new(call.Function.Name, message.Id, call.Function.Arguments) { Metadata = call.Metadata };
                known.Content = ToContent(call.Id, known);
                _calls[call.Id] = known;
            }
        }
    }

    public ChatResponseUpdate Translate(Event next)
    {
        if (next is Event.RunStarted started)
        {
            _runId = started.RunId;
        }

        ChatResponseUpdate update = Create(next);
        update.RawRepresentation = next;
        update.ResponseId = _runId;
        update.AdditionalProperties = Json.ToProperties(next.Metadata);
        if (next.Timestamp is >= MinMilliseconds and <= MaxMilliseconds and { } time)
        {
            update.CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(time);
        }

        return update;
    }

    // The years 1 to 9999.
    private const long MinMilliseconds = -62_135_596_800_000;
    private const long MaxMilliseconds = 253_402_300_799_999;

    private ChatResponseUpdate Create(Event next)
    {
        switch (next)
        {
            case Event.TextMessageStart start:
                _messages[start.MessageId] = (RoleOf(start.Role), start.Name);
                return OfMessage(start.MessageId);
            case Event.TextMessageContent content:
                return OfMessage(content.MessageId, new TextContent(content.Delta));
            case Event.ReasoningMessageStart start:
                return Assistant(start.MessageId);
            case Event.ReasoningMessageContent content:
                return Assistant(content.MessageId, new TextReasoningContent(content.Delta));
            case Event.ReasoningEncryptedValue { Subtype: EncryptedValueSubtype.Message } secret:
                return Assistant(
                    secret.EntityId,
                    new TextReasoningContent("") { ProtectedData = secret.EncryptedValue }
                );
            case Event.ToolCallStart start:
                Begin(start);
                return Assistant(_calls[start.ToolCallId].MessageId);
            case Event.ToolCallArgs args:
                _calls[args.ToolCallId].Arguments.Append(args.Delta);
                return new();
            case Event.ToolCallEnd end:
                return End(end);
            case Event.ToolCallResult result:
                return new(
                    ChatRole.Tool,
                    [new FunctionResultContent(result.ToolCallId, ToolResults.ToResult(result.Content))]
                )
                {
                    MessageId = result.MessageId,
                };
            case Event.StateSnapshot state:
                return new() { Contents = [StateEvents.ToContent(state)] };
            case Event.StateDelta change:
                return new() { Contents = [StateEvents.ToContent(change)] };
            case Event.RunFinished finished:
                return Finish(finished);
            case Event.RunError error:
                return new()
                {
                    Contents = [new ErrorContent(error.Message) { ErrorCode = error.Code }, .. Usage(error.Usage)],
                };
            default:
                return new();
        }
    }

    private ChatResponseUpdate OfMessage(string id, params AIContent[] contents)
    {
        (ChatRole role, string? name) = _messages[id];
        return new(role, [.. contents]) { MessageId = id, AuthorName = name };
    }

    private static ChatResponseUpdate Assistant(string? id, params AIContent[] contents) =>
        new(ChatRole.Assistant, [.. contents]) { MessageId = id };

    /// <summary>Begins a call, or continues one that has ended.</summary>
    private void Begin(Event.ToolCallStart start)
    {
        if (_calls.TryGetValue(start.ToolCallId, out Call? known))
        {
            known.Name = start.ToolCallName;
        }
        else
        {
            _calls[start.ToolCallId] = new(start.ToolCallName, start.ParentMessageId ?? start.ToolCallId, "")
            {
                Metadata = start.Metadata,
            };
        }
    }

    /// <summary>Ends a call. One that was continued changes the content that there is.</summary>
    private ChatResponseUpdate End(Event.ToolCallEnd end)
    {
        Call call = _calls[end.ToolCallId];
        FunctionCallContent content = ToContent(end.ToolCallId, call);
        if (call.Content is { } earlier)
        {
            earlier.Arguments = content.Arguments;
            earlier.Exception = content.Exception;
            return Assistant(call.MessageId);
        }

        call.Content = content;
        return Assistant(call.MessageId, content);
    }

    private FunctionCallContent ToContent(string id, Call call)
    {
        FunctionCallContent content = ToolArguments.ToCall(id, call.Name, call.Arguments.ToString());
        content.AdditionalProperties = Json.ToProperties(call.Metadata);
        content.InformationalOnly = _tools?.Contains(call.Name) == false;
        return content;
    }

    private ChatResponseUpdate Finish(Event.RunFinished finished)
    {
        AIContent[] usage = [.. Usage(finished.Usage)];
        switch (finished.Outcome)
        {
            case RunFinishedOutcome.Interrupt interrupt:
                AIContent[] requests = [.. interrupt.Interrupts.Select(ToRequest).OfType<AIContent>()];
                return new(requests.Length == 0 ? null : ChatRole.Assistant, [.. requests, .. usage])
                {
                    FinishReason = Interrupted,
                };
            case RunFinishedOutcome.Cancelled:
                return new() { Contents = [.. usage], FinishReason = Cancelled };
            case RunFinishedOutcome.Success { PendingToolCallIds.Count: > 0 }:
                return new() { Contents = [.. usage], FinishReason = ChatFinishReason.ToolCalls };
            default:
                return new() { Contents = [.. usage], FinishReason = ChatFinishReason.Stop };
        }
    }

    private ToolApprovalRequestContent? ToRequest(Interrupt interrupt) =>
        interrupt.ToolCallId is { } id && _calls.TryGetValue(id, out Call? call) && call.Content is { } content
            ? new(interrupt.Id, content) { RawRepresentation = interrupt }
            : null;

    private static IEnumerable<AIContent> Usage(WireList<TokenUsage>? usage) =>
        (usage ?? default).Select(entry => new UsageContent(
            new UsageDetails
            {
                InputTokenCount = entry.InputTokens,
                OutputTokenCount = entry.OutputTokens,
                TotalTokenCount = entry.TotalTokens,
                ReasoningTokenCount = entry.ReasoningTokens,
                CachedInputTokenCount = entry.CachedInputTokens,
            }
        )
        {
            RawRepresentation = entry,
        });

    private static ChatRole RoleOf(TextMessageRole? role) =>
        role switch
        {
            TextMessageRole.User => ChatRole.User,
            TextMessageRole.System => ChatRole.System,
            TextMessageRole.Developer => new ChatRole("developer"),
            _ => ChatRole.Assistant,
        };

    private sealed class Call(string name, string messageId, string arguments)
    {
        public string Name { get; set; } = name;

        public string MessageId => messageId;

        public RawJson? Metadata { get; init; }

        public StringBuilder Arguments { get; } = new(arguments);

        /// <summary>Gets or sets the content that has been passed on, or null.</summary>
        public FunctionCallContent? Content { get; set; }
    }
}
