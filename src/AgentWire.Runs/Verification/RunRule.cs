namespace AgentWire.Runs;

/// <summary>
/// The rules of a run. Each has a name for people and files, <see cref="RunViolation.RuleName"/>: that of
/// <see cref="FirstEvent"/> is <c>first-event</c>.
/// </summary>
/// <remarks>
/// The owner of something is the subagent that sent it (<c>subagentRunId</c>), or the agent itself. An event without
/// <c>subagentRunId</c> can continue what a subagent has begun.
/// </remarks>
public enum RunRule
{
    /// <summary>The first event is RUN_STARTED or RUN_ERROR.</summary>
    FirstEvent,

    /// <summary>After RUN_ERROR, only a new run can begin.</summary>
    AfterError,

    /// <summary>After RUN_FINISHED, only a new run can begin, or RUN_ERROR can follow.</summary>
    AfterFinish,

    /// <summary>RUN_STARTED does not come while a run is active.</summary>
    RunActive,

    /// <summary>TEXT_MESSAGE_START does not begin a message that is open.</summary>
    MessageOpen,

    /// <summary>TEXT_MESSAGE_CONTENT and TEXT_MESSAGE_END belong to an open message.</summary>
    MessageNotOpen,

    /// <summary>TOOL_CALL_START does not begin a tool call that is open.</summary>
    ToolCallOpen,

    /// <summary>TOOL_CALL_ARGS and TOOL_CALL_END belong to an open tool call.</summary>
    ToolCallNotOpen,

    /// <summary>A tool call has the owner of its parent message.</summary>
    ParentOwner,

    /// <summary>STEP_STARTED does not begin a step that the same owner has begun.</summary>
    StepOpen,

    /// <summary>STEP_FINISHED belongs to an open step.</summary>
    StepNotOpen,

    /// <summary>STEP_FINISHED comes from the owner of the step.</summary>
    StepOwner,

    /// <summary>REASONING_START does not begin a span that is open.</summary>
    ReasoningSpanOpen,

    /// <summary>REASONING_END belongs to an open span.</summary>
    ReasoningSpanNotOpen,

    /// <summary>REASONING_MESSAGE_START does not begin a message that is open.</summary>
    ReasoningMessageOpen,

    /// <summary>REASONING_MESSAGE_CONTENT and REASONING_MESSAGE_END belong to an open reasoning message.</summary>
    ReasoningMessageNotOpen,

    /// <summary>SUBAGENT_STARTED does not begin a subagent that is active.</summary>
    SubagentActive,

    /// <summary>SUBAGENT_STARTED does not use the identifier of a subagent that has ended in this run.</summary>
    SubagentEnded,

    /// <summary>The parent of a subagent has begun in this run.</summary>
    SubagentParent,

    /// <summary>SUBAGENT_FINISHED and SUBAGENT_ERROR belong to an active subagent.</summary>
    SubagentNotActive,

    /// <summary>RUN_FINISHED comes after the end of all steps.</summary>
    StepsLeftOpen,

    /// <summary>RUN_FINISHED comes after the end of all text messages.</summary>
    MessagesLeftOpen,

    /// <summary>RUN_FINISHED comes after the end of all reasoning messages.</summary>
    ReasoningMessagesLeftOpen,

    /// <summary>RUN_FINISHED comes after the end of all reasoning spans.</summary>
    ReasoningSpansLeftOpen,

    /// <summary>RUN_FINISHED comes after the end of all tool calls.</summary>
    ToolCallsLeftOpen,

    /// <summary>RUN_FINISHED comes after the end of all subagents.</summary>
    SubagentsLeftOpen,

    /// <summary>An event that continues something, or begins it again, comes from its owner.</summary>
    Owner,

    /// <summary>A chunk that names an open stream comes from its owner.</summary>
    ChunkOwner,

    /// <summary>A chunk that names neither a stream nor a subagent has only one stream that it can continue.</summary>
    ChunkAmbiguous,

    /// <summary>A chunk that continues a stream does not change what the first chunk has said.</summary>
    ChunkField,

    /// <summary>The first chunk of a stream has its identifier.</summary>
    ChunkWithoutId,

    /// <summary>The first chunk of a tool call has the name of the tool.</summary>
    ChunkWithoutName,

    /// <summary>A frame contains an event.</summary>
    Event,
}
