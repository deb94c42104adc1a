using AgentWire.AgUi;

namespace AgentWire.Runs;

/// <summary>A subagent that a run has started.</summary>
public sealed record RunSubagent
{
    /// <summary>Gets the event that started it, with its name and its parents.</summary>
    public required Event.SubagentStarted Started { get; init; }

    /// <summary>Gets the identifier of its work.</summary>
    public string SubagentRunId => Started.SubagentRunId;

    /// <summary>Gets the event with which it finished, or null.</summary>
    public Event.SubagentFinished? Finished { get; init; }

    /// <summary>Gets the event with which it failed, or null.</summary>
    public Event.SubagentError? Error { get; init; }

    /// <summary>Gets whether it has not ended.</summary>
    public bool IsActive => Finished is null && Error is null;
}
