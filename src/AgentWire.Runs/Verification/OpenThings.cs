namespace AgentWire.Runs.Verification;

/// <summary>What is open in a run.</summary>
internal sealed class OpenThings
{
    private const int MaxShown = 5;

    public OpenSet Messages { get; } =
        new(
            "text message",
            "TEXT_MESSAGE_START",
            RunRule.MessageOpen,
            RunRule.MessageNotOpen,
            RunRule.MessagesLeftOpen
        );

    public OpenSet ToolCalls { get; } =
        new("tool call", "TOOL_CALL_START", RunRule.ToolCallOpen, RunRule.ToolCallNotOpen, RunRule.ToolCallsLeftOpen);

    public OpenSet ReasoningSpans { get; } =
        new(
            "reasoning span",
            "REASONING_START",
            RunRule.ReasoningSpanOpen,
            RunRule.ReasoningSpanNotOpen,
            RunRule.ReasoningSpansLeftOpen
        );

    public OpenSet ReasoningMessages { get; } =
        new(
            "reasoning message",
            "REASONING_MESSAGE_START",
            RunRule.ReasoningMessageOpen,
            RunRule.ReasoningMessageNotOpen,
            RunRule.ReasoningMessagesLeftOpen
        );

    public OpenSet Subagents { get; } =
        new(
            "subagent",
            "SUBAGENT_STARTED",
            RunRule.SubagentActive,
            RunRule.SubagentNotActive,
            RunRule.SubagentsLeftOpen
        );

    public HashSet<string> EndedSubagents { get; } = [];

    public HashSet<(string? Owner, string Name)> Steps { get; } = [];

    public bool Any =>
        Steps.Count
            + Messages.Count
            + ToolCalls.Count
            + ReasoningSpans.Count
            + ReasoningMessages.Count
            + Subagents.Count
        > 0;

    public void Clear()
    {
        Messages.Clear();
        ToolCalls.Clear();
        ReasoningSpans.Clear();
        ReasoningMessages.Clear();
        Subagents.Clear();
        EndedSubagents.Clear();
        Steps.Clear();
    }

    /// <summary>Returns the first kind of thing that a run leaves open, or null.</summary>
    public (RunRule Rule, string Message, WireList<string> Ids)? LeftOpen(Func<RunRule, bool> checks)
    {
        if (Steps.Count > 0 && checks(RunRule.StepsLeftOpen))
        {
            return Left(RunRule.StepsLeftOpen, "step", [.. Steps.Select(step => step.Name)]);
        }

        foreach (OpenSet open in new[] { Messages, ReasoningMessages, ReasoningSpans, ToolCalls, Subagents })
        {
            if (open.Count > 0 && checks(open.LeftOpen))
            {
                return Left(open.LeftOpen, open.Name, [.. open.Ids]);
            }
        }

        return null;
    }

    private static (RunRule Rule, string Message, WireList<string> Ids) Left(RunRule rule, string name, string[] ids)
    {
        string shown = string.Join(", ", ids.Take(MaxShown).Select(RunViolation.Show));
        string more = ids.Length > MaxShown ? $" and {ids.Length - MaxShown} more" : "";
        return (rule, $"{ids.Length} {name}{(ids.Length == 1 ? " is" : "s are")} open: {shown}{more}.", [.. ids]);
    }
}
