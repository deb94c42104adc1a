using AgentWire.AgUi;
using AgentWire.Extensions.AI.Input;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Runs;

/// <summary>
/// Makes the events of one run out of the updates of a chat client, all but RUN_STARTED. At most one message is open at a time:
/// one that is continued later is opened again.
/// </summary>
internal sealed class UpdateTranslator(RunAgentInput input, ChatRunOptions options)
{
    private readonly RunIds _ids = new(input.Messages);
    private readonly UsageList _usage = new(options.ProviderName);
    private readonly List<string> _pendingCalls = [];
    private readonly List<Interrupt> _interrupts = [];
    private readonly List<Event> _output = [];
    private CurrentMessage? _message;
    private OpenText? _open;
    private ErrorContent? _error;

    /// <summary>Returns the events of an update. The list is valid until the next call.</summary>
    public IReadOnlyList<Event> Translate(ChatResponseUpdate update)
    {
        _output.Clear();
        if (_message is null || _message.IsOther(update))
        {
            Close();
            _message = new CurrentMessage(update.Role ?? ChatRole.Assistant);
        }

        _message.Take(update);
        RawJson? metadata = options.IncludeMetadata ? Json.ToMetadata(update.AdditionalProperties, options.Json) : null;
        foreach (AIContent content in update.Contents)
        {
            Add(content, update, metadata);
        }

        if (update is { Contents.Count: 0, RawRepresentation: Event original } && IsIndependent(original))
        {
            _output.Add(original);
        }

        return _output;
    }

    /// <summary>Returns the events that end the run.</summary>
    public IReadOnlyList<Event> End()
    {
        _output.Clear();
        Close();
        WireList<TokenUsage>? usage = _usage.ToWireList();
        if (_error is not null)
        {
            Event.RunError error = options.DescribeError(_error);
            _output.Add(error with { Usage = error.Usage ?? usage });
            return _output;
        }

        _output.Add(
            new Event.RunFinished
            {
                ThreadId = input.ThreadId,
                RunId = input.RunId,
                Outcome = Outcome(),
                Usage = usage,
            }
        );
        return _output;
    }

    private RunFinishedOutcome? Outcome() =>
        _interrupts.Count > 0 ? new RunFinishedOutcome.Interrupt { Interrupts = [.. _interrupts] }
        : _pendingCalls.Count > 0 ? new RunFinishedOutcome.Success { PendingToolCallIds = [.. _pendingCalls] }
        : null;

    private void Add(AIContent content, ChatResponseUpdate update, RawJson? metadata)
    {
        switch (content)
        {
            case TextContent text:
                AddText(text.Text, metadata);
                break;
            case TextReasoningContent reasoning:
                AddReasoning(reasoning, metadata);
                break;
            case FunctionCallContent call:
                AddCall(call, metadata);
                break;
            case FunctionResultContent result:
                AddResult(result, update, metadata);
                break;
            case ToolApprovalRequestContent { ToolCall: FunctionCallContent call } request:
                AddApproval(request, call);
                break;
            case UsageContent usage:
                _usage.Add(update.ModelId, usage.Details);
                break;
            case ErrorContent error:
                _error ??= error;
                break;
            case DataContent data when StateEvents.Of(data) is { } state:
                _output.Add(state);
                break;
            default:
                if (options.MapOther?.Invoke(content) is { } other)
                {
                    _output.Add(other);
                }

                break;
        }
    }

    private void AddText(string text, RawJson? metadata)
    {
        if (text.Length == 0)
        {
            return;
        }

        string id = MessageId();
        if (_open is not { IsReasoning: false } || _open.Id != id)
        {
            Open(new OpenText(id, isReasoning: false));
            _output.Add(
                new Event.TextMessageStart
                {
                    MessageId = id,
                    Role = _message!.TextRole,
                    Name = _message.AuthorName,
                }
            );
        }

        _open!.Append(text, metadata, _output);
    }

    private void AddReasoning(TextReasoningContent reasoning, RawJson? metadata)
    {
        if (reasoning.Text.Length == 0 && reasoning.ProtectedData is null)
        {
            return;
        }

        if (_open is not { IsReasoning: true })
        {
            string id = _ids.OfNewMessage(null);
            Open(new OpenText(id, isReasoning: true));
            _output.Add(new Event.ReasoningStart { MessageId = id });
            _output.Add(new Event.ReasoningMessageStart { MessageId = id });
        }

        _open!.Append(reasoning.Text, metadata, _output);
        if (reasoning.ProtectedData is { } secret)
        {
            string id = _open.Id;
            Close();
            _output.Add(
                new Event.ReasoningEncryptedValue
                {
                    Subtype = EncryptedValueSubtype.Message,
                    EntityId = id,
                    EncryptedValue = secret,
                }
            );
        }
    }

    private void AddApproval(ToolApprovalRequestContent request, FunctionCallContent call)
    {
        string id = AddCall(call, Approvals.MetadataOf(request));
        _pendingCalls.Remove(id);
        _interrupts.Add(Approvals.ToInterrupt(request, id));
    }

    private string AddCall(FunctionCallContent call, RawJson? metadata)
    {
        if (!_ids.TryBeginCall(call.CallId, out string id))
        {
            return id;
        }

        Close();
        _output.Add(
            new Event.ToolCallStart
            {
                ToolCallId = id,
                ToolCallName = call.Name,
                ParentMessageId = _message!.Role == ChatRole.Assistant ? MessageId() : null,
                Metadata = metadata,
            }
        );
        _output.Add(
            new Event.ToolCallArgs { ToolCallId = id, Delta = ToolArguments.ToJson(call.Arguments, options.Json) }
        );
        _output.Add(new Event.ToolCallEnd { ToolCallId = id });
        if (!call.InformationalOnly)
        {
            _pendingCalls.Add(id);
        }

        return id;
    }

    private void AddResult(FunctionResultContent result, ChatResponseUpdate update, RawJson? metadata)
    {
        Close();
        string callId = _ids.Answer(result.CallId);
        _pendingCalls.Remove(callId);
        _output.Add(
            new Event.ToolCallResult
            {
                MessageId = _ids.OfNewMessage(_message!.Role == ChatRole.Tool ? update.MessageId : null),
                ToolCallId = callId,
                Content = ToolResults.ToContent(result, options.Json),
                Role = true,
                Metadata = metadata,
            }
        );
    }

    private string MessageId() => _message!.Id ??= _ids.OfTextMessage(_message.ProviderId, _message.Role);

    private void Open(OpenText text)
    {
        Close();
        _open = text;
    }

    private void Close()
    {
        _open?.End(_output);
        _open = null;
    }

    /// <summary>Whether an event begins and ends nothing, so that it can stand anywhere in a run.</summary>
    private static bool IsIndependent(Event original) =>
        original
            is Event.StateSnapshot
                or Event.StateDelta
                or Event.ActivitySnapshot
                or Event.ActivityDelta
                or Event.Custom
                or Event.Raw
                or Event.Unknown;
}
