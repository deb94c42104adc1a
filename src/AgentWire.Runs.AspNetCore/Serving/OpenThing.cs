using AgentWire.AgUi;
using AgentWire.Extensions.AI.Runs;

namespace AgentWire.Runs.AspNetCore.Serving;

/// <summary>Something that a run has begun, and must end before it finishes.</summary>
internal sealed class OpenThing(OpenKind kind, string id, string? owner)
{
    private readonly HeldText _text = new();

    public OpenKind Kind => kind;

    public string Id => id;

    public string? Owner => owner;

    /// <summary>Returns the event that continues it with a text, or null if nothing of the text can be sent yet.</summary>
    public Event? Append(string text) => Content(_text.Append(text));

    /// <summary>Returns the events that end it.</summary>
    /// <param name="outcome">The outcome of the run, if this ends.</param>
    public IEnumerable<Event> End(RunFinishedOutcome? outcome = null)
    {
        if (Content(_text.Flush()) is { } rest)
        {
            yield return rest;
        }

        yield return kind switch
        {
            OpenKind.Message => new Event.TextMessageEnd { MessageId = id, SubagentRunId = owner },
            OpenKind.ToolCall => new Event.ToolCallEnd { ToolCallId = id, SubagentRunId = owner },
            OpenKind.ReasoningSpan => new Event.ReasoningEnd { MessageId = id, SubagentRunId = owner },
            OpenKind.ReasoningMessage => new Event.ReasoningMessageEnd { MessageId = id, SubagentRunId = owner },
            OpenKind.Step => new Event.StepFinished { StepName = id, SubagentRunId = owner },
            _ => new Event.SubagentFinished { SubagentRunId = id, Outcome = SubagentOutcome(outcome) },
        };
    }

    private Event? Content(string delta) =>
        delta.Length == 0
            ? null
            : kind switch
            {
                OpenKind.Message => new Event.TextMessageContent
                {
                    MessageId = id,
                    Delta = delta,
                    SubagentRunId = owner,
                },
                OpenKind.ToolCall => new Event.ToolCallArgs
                {
                    ToolCallId = id,
                    Delta = delta,
                    SubagentRunId = owner,
                },
                _ => new Event.ReasoningMessageContent
                {
                    MessageId = id,
                    Delta = delta,
                    SubagentRunId = owner,
                },
            };

    /// <summary>A subagent that is active when its run is interrupted waits, for its own interrupts or for those of others.</summary>
    private SubagentFinishedOutcome.Suspended? SubagentOutcome(RunFinishedOutcome? outcome)
    {
        if (outcome is not RunFinishedOutcome.Interrupt run)
        {
            return null;
        }

        string[] own = [.. run.Interrupts.Where(each => each.SubagentRunId == id).Select(each => each.Id)];
        return new() { InterruptIds = own.Length == 0 ? null : [.. own] };
    }
}
