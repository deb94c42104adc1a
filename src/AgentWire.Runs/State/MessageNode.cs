using System.Text;
using AgentWire.AgUi;
using AgentWire.Runs.Patching;

namespace AgentWire.Runs.State;

/// <summary>A message that events change. The message itself is made when somebody asks for it.</summary>
internal sealed class MessageNode
{
    private readonly Action<MessageNode> _onChange;
    private MetadataTree _metadata = new();
    private Message _message;
    private StringBuilder? _text;
    private JsonTree? _activity;
    private List<CallNode>? _calls;
    private bool _callsChanged;
    private bool _isChanged;
    private MessageNode? _lastResult;
    private int _lastResultLayout;

    public MessageNode(Message message, Action<MessageNode> onChange)
    {
        _message = message;
        _onChange = onChange;
        if (message is Message.Assistant { ToolCalls: { } calls })
        {
            _calls = [.. calls.Select(call => new CallNode(call, this))];
        }
    }

    public MessageNode? Next { get; set; }

    /// <summary>Gets a number that is greater than those of all nodes before this one.</summary>
    public long Order { get; set; }

    /// <summary>Gets the place in the list of messages, if nothing was inserted since the last list was made.</summary>
    public int Index { get; set; }

    /// <summary>Gets whether the node is among those that have changed since the last list was made.</summary>
    public bool IsListed { get; set; }

    public string? Id => _message.Id;

    public IReadOnlyList<CallNode> Calls => _calls ?? [];

    public bool IsActivity => _message is Message.Activity;

    public string? ActivityType => (_message as Message.Activity)?.ActivityType;

    public bool IsReasoning => _message is Message.Reasoning;

    public bool IsTool => _message is Message.Tool;

    public bool IsAssistant => _message is Message.Assistant;

    public bool IsUnknown => _message is Message.Unknown;

    public Message Message
    {
        get
        {
            if (_isChanged)
            {
                _message = Materialize();
                _isChanged = false;
            }

            return _message;
        }
    }

    /// <summary>Returns the last of the tool messages behind this one, as far as it is known for this layout of the messages.</summary>
    public MessageNode? LastResultIn(int layout) => _lastResultLayout == layout ? _lastResult : null;

    public void SetLastResult(MessageNode result, int layout)
    {
        _lastResult = result;
        _lastResultLayout = layout;
    }

    /// <summary>Turns into another message, which has no tool calls.</summary>
    public void Become(Message message)
    {
        _message = message;
        _metadata = new MetadataTree();
        _text = null;
        _activity = null;
        _calls = null;
        _callsChanged = false;
        MarkChanged();
    }

    public void AppendText(string delta)
    {
        _text ??= new StringBuilder(CurrentText());
        _text.Append(delta);
        MarkChanged();
    }

    public void Merge(RawJson? metadata)
    {
        if (_metadata.Merge(_message.Metadata, metadata))
        {
            MarkChanged();
        }
    }

    public CallNode AddCall(ToolCall call)
    {
        CallNode node = new(call, this);
        (_calls ??= []).Add(node);
        MarkCallChanged();
        return node;
    }

    public void MarkCallChanged()
    {
        _callsChanged = true;
        MarkChanged();
    }

    /// <summary>Sets the encrypted value. Returns false if the message has no place for one.</summary>
    public bool Encrypt(string value, string? type)
    {
        Message? changed = _message switch
        {
            Message.Assistant own => own with { EncryptedValue = value, EncryptedValueType = type },
            Message.Developer own => own with { EncryptedValue = value, EncryptedValueType = type },
            Message.Reasoning own => own with { EncryptedValue = value, EncryptedValueType = type },
            Message.System own => own with { EncryptedValue = value, EncryptedValueType = type },
            Message.Tool own => own with { EncryptedValue = value, EncryptedValueType = type },
            Message.User own => own with { EncryptedValue = value, EncryptedValueType = type },
            _ => null,
        };
        if (changed is not null)
        {
            _message = changed;
            MarkChanged();
        }

        return changed is not null;
    }

    /// <summary>Replaces the content of an activity.</summary>
    public void SetActivity(string type, RawJson content, string? owner)
    {
        _message = (Message.Activity)_message with { ActivityType = type, Content = content, SubagentRunId = owner };
        _activity = null;
        MarkChanged();
    }

    /// <summary>Applies a patch to the content of an activity, or changes nothing and says why.</summary>
    public JsonPatchError? PatchActivity(string type, WireList<PatchOperation> patch, WireOptions limits)
    {
        Message.Activity own = (Message.Activity)_message;
        _activity ??= new JsonTree(own.Content, limits);
        JsonPatchError? error = _activity.Apply(patch, skipsUnknown: true, mustBeObject: true);
        if (error is null)
        {
            _message = own with { ActivityType = type };
            MarkChanged();
        }

        return error;
    }

    private void MarkChanged()
    {
        _isChanged = true;
        _onChange(this);
    }

    /// <summary>Returns the text so far. That of a list of parts is empty, as in the reference implementation.</summary>
    private string CurrentText() =>
        _message switch
        {
            Message.Assistant own => own.Content ?? "",
            Message.Developer own => own.Content,
            Message.Reasoning own => own.Content,
            Message.System own => own.Content,
            Message.Tool { Content: MessageContent.Text text } => text.Value,
            Message.User { Content: MessageContent.Text text } => text.Value,
            _ => "",
        };

    private Message Materialize()
    {
        string? text = _text?.ToString();
        RawJson? metadata = _metadata.ToJson(_message.Metadata);
        switch (_message)
        {
            case Message.Assistant own:
                WireList<ToolCall>? calls = _callsChanged
                    ? Calls.Select(call => call.Call).ToWireList()
                    : own.ToolCalls;
                _callsChanged = false;
                return own with { Content = text ?? own.Content, ToolCalls = calls, Metadata = metadata };
            case Message.Activity own:
                return own with { Content = _activity?.ToRawJson() ?? own.Content, Metadata = metadata };
            case Message.Developer own:
                return own with { Content = text ?? own.Content, Metadata = metadata };
            case Message.Reasoning own:
                return own with { Content = text ?? own.Content, Metadata = metadata };
            case Message.System own:
                return own with { Content = text ?? own.Content, Metadata = metadata };
            case Message.Tool own:
                return own with { Content = text ?? own.Content, Metadata = metadata };
            case Message.User own:
                return own with { Content = text ?? own.Content, Metadata = metadata };
            default:
                return _message;
        }
    }
}
