namespace AgentWire.Runs;

/// <summary>The parts of a run that an event changed.</summary>
[Flags]
public enum RunChanges
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The messages, their tool calls or their activities.</summary>
    Messages = 1,

    /// <summary>The state.</summary>
    State = 2,

    /// <summary>The pending interrupts.</summary>
    PendingInterrupts = 4,

    /// <summary>The pending tool calls.</summary>
    PendingToolCalls = 8,

    /// <summary>The subagents.</summary>
    Subagents = 16,

    /// <summary>The usage of tokens.</summary>
    Usage = 32,

    /// <summary>The beginning or the end of the run.</summary>
    Run = 64,
}
