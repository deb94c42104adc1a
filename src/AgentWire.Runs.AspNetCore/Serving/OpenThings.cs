using AgentWire.AgUi;

namespace AgentWire.Runs.AspNetCore.Serving;

/// <summary>What a run has begun and not ended, by the events that were sent.</summary>
internal sealed class OpenThings
{
    private readonly List<OpenThing> _things = [];

    public bool Contains(OpenThing thing) => _things.Contains(thing);

    /// <summary>Returns what is open, with the last one that began first.</summary>
    public IReadOnlyList<OpenThing> NewestFirst() => [.. Enumerable.Reverse(_things)];

    /// <summary>Returns what an event has just begun.</summary>
    public OpenThing Newest() => _things[^1];

    /// <summary>Takes note of an event that is sent.</summary>
    public void Observe(Event next)
    {
        switch (next)
        {
            case Event.TextMessageStart own:
                Begin(OpenKind.Message, own.MessageId, own.SubagentRunId);
                break;
            case Event.TextMessageEnd own:
                End(OpenKind.Message, own.MessageId);
                break;
            case Event.ToolCallStart own:
                Begin(OpenKind.ToolCall, own.ToolCallId, own.SubagentRunId);
                break;
            case Event.ToolCallEnd own:
                End(OpenKind.ToolCall, own.ToolCallId);
                break;
            case Event.ReasoningStart own:
                Begin(OpenKind.ReasoningSpan, own.MessageId, own.SubagentRunId);
                break;
            case Event.ReasoningEnd own:
                End(OpenKind.ReasoningSpan, own.MessageId);
                break;
            case Event.ReasoningMessageStart own:
                Begin(OpenKind.ReasoningMessage, own.MessageId, own.SubagentRunId);
                break;
            case Event.ReasoningMessageEnd own:
                End(OpenKind.ReasoningMessage, own.MessageId);
                break;
            case Event.StepStarted own:
                Begin(OpenKind.Step, own.StepName, own.SubagentRunId);
                break;
            case Event.StepFinished own:
                _things.RemoveAll(thing =>
                    thing.Kind == OpenKind.Step && thing.Id == own.StepName && thing.Owner == own.SubagentRunId
                );
                break;
            case Event.SubagentStarted own:
                Begin(OpenKind.Subagent, own.SubagentRunId, own.ParentSubagentRunId);
                break;
            case Event.SubagentFinished own:
                End(OpenKind.Subagent, own.SubagentRunId);
                break;
            case Event.SubagentError own:
                End(OpenKind.Subagent, own.SubagentRunId);
                break;
            case Event.RunFinished or Event.RunError:
                _things.Clear();
                break;
        }
    }

    private void Begin(OpenKind kind, string id, string? owner) => _things.Add(new(kind, id, owner));

    private void End(OpenKind kind, string id) => _things.RemoveAll(thing => thing.Kind == kind && thing.Id == id);
}
