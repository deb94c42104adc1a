using AgentWire.AgUi;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Runs;

/// <summary>
/// The identifiers of a run. AG-UI finds messages and tool calls of the whole conversation by them, so that one that the chat
/// client uses again, for another thing or in another run, becomes a new one.
/// </summary>
internal sealed class RunIds
{
    private readonly HashSet<string> _messages = [];
    private readonly Dictionary<(string Id, ChatRole Role), string> _textMessages = [];
    private readonly HashSet<string> _answered = [];
    private readonly Dictionary<string, string> _calls = [];

    public RunIds(WireList<Message> messages)
    {
        foreach (Message message in messages)
        {
            if (message.Id is { } id)
            {
                _messages.Add(id);
            }

            foreach (ToolCall call in (message as Message.Assistant)?.ToolCalls ?? default)
            {
                _calls[call.Id] = call.Id;
            }

            if (message is Message.Tool result)
            {
                Answer(result.ToolCallId);
            }
        }
    }

    public static string Create() => Guid.NewGuid().ToString();

    /// <summary>Returns the identifier of a message with text: the same one for the same message of the chat client.</summary>
    public string OfTextMessage(string? id, ChatRole role)
    {
        if (string.IsNullOrEmpty(id))
        {
            return OfNewMessage(null);
        }

        if (!_textMessages.TryGetValue((id!, role), out string? sent))
        {
            sent = OfNewMessage(id);
            _textMessages[(id!, role)] = sent;
        }

        return sent;
    }

    /// <summary>Returns the identifier of a message that no other one continues: the given one, if it is free.</summary>
    public string OfNewMessage(string? id)
    {
        if (string.IsNullOrEmpty(id) || !_messages.Add(id!))
        {
            id = Create();
            _messages.Add(id);
        }

        return id!;
    }

    /// <summary>Begins a tool call, unless it has begun and waits for its result: the chat client restates calls that it resumes.</summary>
    public bool TryBeginCall(string callId, out string id)
    {
        if (_calls.TryGetValue(callId, out string? known))
        {
            id = known;
            return false;
        }

        id = _answered.Contains(callId) ? Create() : callId;
        _calls[callId] = id;
        return true;
    }

    /// <summary>Ends a tool call, and returns its identifier.</summary>
    public string Answer(string callId)
    {
        string id = _calls.TryGetValue(callId, out string? known) ? known : callId;
        _calls.Remove(callId);
        _answered.Add(callId);
        return id;
    }
}
