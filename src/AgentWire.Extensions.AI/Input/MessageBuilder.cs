using AgentWire.AgUi;
using AgentWire.Extensions.AI.Runs;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Input;

/// <summary>Makes messages of AG-UI out of chat messages.</summary>
internal sealed class MessageBuilder
{
    private readonly List<Message> _messages = [];
    private readonly HashSet<string> _ids = [];
    private readonly HashSet<string> _calls = [];

    public WireList<Message> ToWireList() => _messages.ToWireList();

    public void Add(ChatMessage message)
    {
        RawJson? metadata = Json.ToMetadata(message.AdditionalProperties, AIJsonUtilities.DefaultOptions);
        bool keepsId = message.Contents.Count == 1;
        foreach (TextReasoningContent reasoning in message.Contents.OfType<TextReasoningContent>())
        {
            _messages.Add(
                new Message.Reasoning
                {
                    Id = Id(keepsId ? message.MessageId : null),
                    Content = HeldText.Whole(reasoning.Text),
                    EncryptedValue = reasoning.ProtectedData,
                }
            );
        }

        AddOwn(message, metadata);
        foreach (FunctionResultContent result in message.Contents.OfType<FunctionResultContent>())
        {
            _messages.Add(
                new Message.Tool
                {
                    Id = Id(keepsId ? message.MessageId : null),
                    Content = ToolResults.ToContent(result, AIJsonUtilities.DefaultOptions),
                    ToolCallId = result.CallId,
                    Error = ToolResults.ErrorOf(result),
                    Metadata = keepsId ? metadata : null,
                }
            );
        }
    }

    private void AddOwn(ChatMessage message, RawJson? metadata)
    {
        string text = HeldText.Whole(string.Concat(message.Contents.OfType<TextContent>().Select(each => each.Text)));
        string? name = string.IsNullOrEmpty(message.AuthorName) ? null : message.AuthorName;
        if (message.Role == ChatRole.Assistant)
        {
            ToolCall[] calls = [.. Calls(message)];
            if (text.Length > 0 || calls.Length > 0)
            {
                _messages.Add(
                    new Message.Assistant
                    {
                        Id = Id(message.MessageId),
                        Name = name,
                        Metadata = metadata,
                        Content = text.Length == 0 ? null : text,
                        ToolCalls = calls.Length == 0 ? null : calls.ToWireList(),
                    }
                );
            }
        }
        else if (message.Role == ChatRole.System)
        {
            _messages.Add(
                new Message.System
                {
                    Id = Id(message.MessageId),
                    Name = name,
                    Metadata = metadata,
                    Content = text,
                }
            );
        }
        else if (message.Role.Value == "developer")
        {
            _messages.Add(
                new Message.Developer
                {
                    Id = Id(message.MessageId),
                    Name = name,
                    Metadata = metadata,
                    Content = text,
                }
            );
        }
        else if (message.Role != ChatRole.Tool && message.Contents.Any(content => Parts.ToPart(content) is not null))
        {
            _messages.Add(
                new Message.User
                {
                    Id = Id(message.MessageId),
                    Name = name,
                    Metadata = metadata,
                    Content = Parts.ToMessageContent(message.Contents),
                }
            );
        }
    }

    /// <summary>Returns the calls of a message. One that waits for approval can be there twice: as a call, and in the request.</summary>
    private IEnumerable<ToolCall> Calls(ChatMessage message) =>
        from content in message.Contents
        let request = content as ToolApprovalRequestContent
        let call = (request?.ToolCall ?? content) as FunctionCallContent
        where call is not null && _calls.Add(call.CallId)
        select new ToolCall
        {
            Id = call.CallId,
            Function = new()
            {
                Name = call.Name,
                Arguments = ToolArguments.ToJson(call.Arguments, AIJsonUtilities.DefaultOptions),
            },
            Metadata = request is null
                ? Json.ToMetadata(call.AdditionalProperties, AIJsonUtilities.DefaultOptions)
                : Approvals.MetadataOf(request),
        };

    private string Id(string? wanted)
    {
        if (string.IsNullOrEmpty(wanted) || !_ids.Add(wanted!))
        {
            wanted = RunIds.Create();
            _ids.Add(wanted);
        }

        return wanted!;
    }
}
