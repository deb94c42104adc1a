namespace AgentWire.Runs.AspNetCore.Serving;

/// <summary>The kinds of things that a run begins and ends.</summary>
internal enum OpenKind
{
    Message,
    ToolCall,
    ReasoningSpan,
    ReasoningMessage,
    Step,
    Subagent,
}
