using System.Text;
using AgentWire.AgUi;

namespace AgentWire.Runs.State;

/// <summary>A tool call that events change.</summary>
internal sealed class CallNode(ToolCall call, MessageNode message)
{
    private readonly MetadataTree _metadata = new();
    private ToolCall _call = call;
    private StringBuilder? _arguments;
    private bool _isChanged;

    public MessageNode Message => message;

    public string Id => _call.Id;

    /// <summary>Gets whether the message has become another one, without the call.</summary>
    public bool IsRemoved { get; set; }

    public ToolCall Call
    {
        get
        {
            if (_isChanged)
            {
                _call = _call with
                {
                    Function = _arguments is null
                        ? _call.Function
                        : _call.Function with
                        {
                            Arguments = _arguments.ToString(),
                        },
                    Metadata = _metadata.ToJson(_call.Metadata),
                };
                _isChanged = false;
            }

            return _call;
        }
    }

    public void Rename(string name)
    {
        if (_call.Function.Name != name)
        {
            Change(_call with { Function = _call.Function with { Name = name } });
        }
    }

    public void Append(string delta)
    {
        _arguments ??= new StringBuilder(_call.Function.Arguments);
        _arguments.Append(delta);
        Change(_call);
    }

    public void Merge(RawJson? metadata)
    {
        if (_metadata.Merge(_call.Metadata, metadata))
        {
            Change(_call);
        }
    }

    public void Encrypt(string value, string? type) =>
        Change(_call with { EncryptedValue = value, EncryptedValueType = type });

    private void Change(ToolCall call)
    {
        _call = call;
        _isChanged = true;
        message.MarkCallChanged();
    }
}
