using AgentWire.AgUi;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Input;

/// <summary>Makes messages for a chat client out of those of a request.</summary>
internal sealed class ChatMessageBuilder(RunAgentInput input, ChatRunOptions options)
{
    private static readonly ChatRole Developer = new("developer");

    private readonly List<ChatMessage> _messages = [];
    private readonly List<AIContent> _reasoning = [];
    private readonly HashSet<string> _answered =
    [
        .. input.Messages.OfType<Message.Tool>().Select(result => result.ToolCallId),
    ];
    private readonly HashSet<string> _open = [.. (input.Resume ?? default).Select(entry => entry.InterruptId)];
    private readonly List<AIContent> _approvals = [];

    public List<ChatMessage> Build()
    {
        if (_open.Count > 0 && !options.AcceptApprovals)
        {
            throw new InvalidOperationException(
                $"The request answers interrupts, but {nameof(ChatRunOptions)}.{nameof(options.AcceptApprovals)} is false."
            );
        }

        if (options.IncludeContext && input.Context.Count > 0)
        {
            _messages.Add(
                new(
                    ChatRole.System,
                    string.Join("\n", input.Context.Select(each => $"{each.Description}: {each.Value}"))
                )
            );
        }

        foreach (Message message in input.Messages)
        {
            Add(message);
        }

        if (_open.Count > 0)
        {
            throw new InvalidOperationException(
                $"No tool call without a result waits for the interrupt '{_open.First()}'."
            );
        }

        if (_approvals.Count > 0)
        {
            _messages.Add(new(ChatRole.User, _approvals));
        }

        return _messages;
    }

    private void Add(Message message)
    {
        switch (message)
        {
            case Message.Reasoning reasoning:
                _reasoning.Add(
                    new TextReasoningContent(reasoning.Content)
                    {
                        ProtectedData = reasoning.EncryptedValue,
                        RawRepresentation = reasoning,
                    }
                );
                return;
            case Message.Assistant assistant:
                Add(message, ChatRole.Assistant, assistant.Name, [.. _reasoning, .. ContentsOf(assistant)]);
                break;
            case Message.User user:
                Add(message, ChatRole.User, user.Name, Parts.ToContents(user.Content));
                break;
            case Message.System system:
                Add(message, ChatRole.System, system.Name, [new TextContent(system.Content)]);
                break;
            case Message.Developer developer:
                Add(message, Developer, developer.Name, [new TextContent(developer.Content)]);
                break;
            case Message.Tool tool:
                Add(message, ChatRole.Tool, null, [ResultOf(tool)]);
                break;
            default:
                return;
        }

        _reasoning.Clear();
    }

    private void Add(Message message, ChatRole role, string? name, List<AIContent> contents) =>
        _messages.Add(
            new(role, contents)
            {
                MessageId = message.Id,
                AuthorName = name,
                AdditionalProperties = Json.ToProperties(message.Metadata),
                RawRepresentation = message,
            }
        );

    private IEnumerable<AIContent> ContentsOf(Message.Assistant message)
    {
        if (message.Content is { Length: > 0 } text)
        {
            yield return new TextContent(text);
        }

        foreach (ToolCall call in message.ToolCalls ?? default)
        {
            FunctionCallContent content = ToolArguments.ToCall(call.Id, call.Function.Name, call.Function.Arguments);
            content.RawRepresentation = call;
            content.AdditionalProperties = Json.ToProperties(call.Metadata);
            yield return !_answered.Contains(call.Id) && Approvals.FindAnswer(call, input.Resume) is { } answer
                ? Request(content, answer)
                : content;
        }
    }

    private ToolApprovalRequestContent Request(FunctionCallContent call, ResumeEntry answer)
    {
        _open.Remove(answer.InterruptId);
        _approvals.Add(Approvals.ToResponse(answer, call));
        return new(answer.InterruptId, call);
    }

    private static FunctionResultContent ResultOf(Message.Tool message) =>
        new(
            message.ToolCallId,
            message switch
            {
                { Error: { } error, Content: MessageContent.Text { Value.Length: 0 } } => error,
                _ => ToolResults.ToResult(message.Content),
            }
        )
        {
            RawRepresentation = message,
        };
}
