using AgentWire.AgUi;

namespace AgentWire.Runs.Tests.Support;

/// <summary>A rule, and events of an active run of which the last one alone breaks the rule.</summary>
public sealed record RuleCase(RunRule Rule, string Lines)
{
    private const string Text = "\"TEXT_MESSAGE_START\",\"messageId\":\"m\"";
    private const string Call = "\"TOOL_CALL_START\",\"toolCallId\":\"c\",\"toolCallName\":\"f\"";
    private const string Step = "\"STEP_STARTED\",\"stepName\":\"s\"";
    private const string Span = "\"REASONING_START\",\"messageId\":\"q\"";
    private const string Reasoning = "\"REASONING_MESSAGE_START\",\"messageId\":\"q\",\"role\":\"reasoning\"";
    private const string Subagent = "\"SUBAGENT_STARTED\",\"subagentRunId\":\"s1\",\"name\":\"n\"";
    private const string SubagentEnd = "\"SUBAGENT_FINISHED\",\"subagentRunId\":\"s1\"";
    private const string Started = "\"RUN_STARTED\",\"threadId\":\"t\",\"runId\":\"r\"";
    private const string Finished = "\"RUN_FINISHED\",\"threadId\":\"t\",\"runId\":\"r\"";

    /// <summary>The rules of verification. Those of the expansion of chunks have their own tests.</summary>
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new(RunRule.AfterError, "\"RUN_ERROR\",\"message\":\"x\"\n\"CUSTOM\",\"name\":\"n\",\"value\":1"),
        new(RunRule.AfterError, $"\"RUN_ERROR\",\"message\":\"x\"\n{Finished}"),
        new(RunRule.AfterError, "\"RUN_ERROR\",\"message\":\"x\"\n\"RUN_ERROR\",\"message\":\"x\""),
        new(RunRule.AfterFinish, $"{Finished}\n\"RAW\",\"event\":1"),
        new(RunRule.AfterFinish, $"{Finished}\n{Finished}"),
        new(RunRule.RunActive, Started),
        new(RunRule.MessageOpen, $"{Text}\n{Text}"),
        new(RunRule.MessageNotOpen, "\"TEXT_MESSAGE_CONTENT\",\"messageId\":\"m\",\"delta\":\"x\""),
        new(RunRule.MessageNotOpen, "\"TEXT_MESSAGE_END\",\"messageId\":\"m\""),
        new(RunRule.MessageNotOpen, $"{Call}\n\"TEXT_MESSAGE_END\",\"messageId\":\"c\""),
        new(RunRule.ToolCallOpen, $"{Call}\n{Call}"),
        new(RunRule.ToolCallNotOpen, "\"TOOL_CALL_ARGS\",\"toolCallId\":\"c\",\"delta\":\"x\""),
        new(RunRule.ToolCallNotOpen, "\"TOOL_CALL_END\",\"toolCallId\":\"c\""),
        new(
            RunRule.ParentOwner,
            $"{Text},\"subagentRunId\":\"s1\"\n{Call},\"parentMessageId\":\"m\",\"subagentRunId\":\"s2\""
        ),
        new(RunRule.ParentOwner, $"{Text}\n{Call},\"parentMessageId\":\"m\",\"subagentRunId\":\"s2\""),
        new(
            RunRule.ParentOwner,
            $"{Text}\n{Call},\"subagentRunId\":\"s1\"\n\"TOOL_CALL_END\",\"toolCallId\":\"c\"\n{Call},\"parentMessageId\":\"m\""
        ),
        new(RunRule.StepOpen, $"{Step}\n{Step}"),
        new(RunRule.StepNotOpen, "\"STEP_FINISHED\",\"stepName\":\"s\""),
        new(RunRule.StepOwner, $"{Step}\n\"STEP_FINISHED\",\"stepName\":\"s\",\"subagentRunId\":\"s1\""),
        new(RunRule.StepOwner, $"{Step},\"subagentRunId\":\"\"\n\"STEP_FINISHED\",\"stepName\":\"s\""),
        new(RunRule.ReasoningSpanOpen, $"{Span}\n{Span}"),
        new(RunRule.ReasoningSpanNotOpen, "\"REASONING_END\",\"messageId\":\"q\""),
        new(RunRule.ReasoningMessageOpen, $"{Reasoning}\n{Reasoning}"),
        new(
            RunRule.ReasoningMessageNotOpen,
            $"{Span}\n\"REASONING_MESSAGE_CONTENT\",\"messageId\":\"q\",\"delta\":\"x\""
        ),
        new(RunRule.ReasoningMessageNotOpen, "\"REASONING_MESSAGE_END\",\"messageId\":\"q\""),
        new(RunRule.SubagentActive, $"{Subagent}\n{Subagent}"),
        new(RunRule.SubagentEnded, $"{Subagent}\n{SubagentEnd}\n{Subagent}"),
        new(
            RunRule.SubagentParent,
            "\"SUBAGENT_STARTED\",\"subagentRunId\":\"s1\",\"name\":\"n\",\"parentSubagentRunId\":\"s0\""
        ),
        new(RunRule.SubagentNotActive, SubagentEnd),
        new(RunRule.SubagentNotActive, "\"SUBAGENT_ERROR\",\"subagentRunId\":\"s1\",\"message\":\"x\""),
        new(RunRule.StepsLeftOpen, $"{Step}\n{Finished}"),
        new(RunRule.MessagesLeftOpen, $"{Text}\n{Finished}"),
        new(RunRule.ReasoningMessagesLeftOpen, $"{Reasoning}\n{Finished}"),
        new(RunRule.ReasoningSpansLeftOpen, $"{Span}\n{Finished}"),
        new(RunRule.ToolCallsLeftOpen, $"{Call}\n{Finished}"),
        new(RunRule.SubagentsLeftOpen, $"{Subagent}\n{Finished}"),
        new(
            RunRule.Owner,
            $"{Text},\"subagentRunId\":\"s1\"\n\"TEXT_MESSAGE_END\",\"messageId\":\"m\",\"subagentRunId\":\"s2\""
        ),
        new(RunRule.Owner, $"{Text}\n\"TEXT_MESSAGE_END\",\"messageId\":\"m\",\"subagentRunId\":\"\""),
        new(
            RunRule.Owner,
            $"{Text},\"subagentRunId\":\"s1\"\n\"TEXT_MESSAGE_END\",\"messageId\":\"m\"\n{Text},\"subagentRunId\":\"s2\""
        ),
        new(
            RunRule.Owner,
            $"{Call},\"subagentRunId\":\"s1\"\n\"TOOL_CALL_ARGS\",\"toolCallId\":\"c\",\"delta\":\"x\",\"subagentRunId\":\"s2\""
        ),
        new(RunRule.Owner, $"{Span},\"subagentRunId\":\"s1\"\n{Reasoning},\"subagentRunId\":\"s2\""),
        new(
            RunRule.Owner,
            "\"ACTIVITY_SNAPSHOT\",\"messageId\":\"a\",\"activityType\":\"P\",\"content\":{}\n"
                + "\"ACTIVITY_DELTA\",\"messageId\":\"a\",\"activityType\":\"P\",\"patch\":[],\"subagentRunId\":\"s1\""
        ),
        new(
            RunRule.Owner,
            $"{Span}\n\"REASONING_ENCRYPTED_VALUE\",\"subtype\":\"message\",\"entityId\":\"q\",\"encryptedValue\":\"v\",\"subagentRunId\":\"s1\""
        ),
        new(
            RunRule.Owner,
            $"{Call}\n\"REASONING_ENCRYPTED_VALUE\",\"subtype\":\"tool-call\",\"entityId\":\"c\",\"encryptedValue\":\"v\",\"subagentRunId\":\"s1\""
        ),
    ];

    public Event[] Events => Support.Events.Lines(Lines);
}
