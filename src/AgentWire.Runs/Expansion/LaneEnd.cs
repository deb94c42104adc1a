using System.Runtime.InteropServices;
using AgentWire.AgUi;
using AgentWire.Runs.Verification;

namespace AgentWire.Runs.Expansion;

/// <summary>Which streams of chunks an event ends: those of one owner, all, or none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LaneEnd(LaneEnd.Reach What, Owner Owner)
{
    internal enum Reach
    {
        None,
        OwnLane,
        AllLanes,
    }

    public static LaneEnd Of(Event next) =>
        next switch
        {
            Event.RunStarted or Event.RunFinished or Event.RunError or Event.MessagesSnapshot => new(
                Reach.AllLanes,
                default
            ),
            Event.SubagentFinished own => Lane(own.SubagentRunId),
            Event.SubagentError own => Lane(own.SubagentRunId),
            Event.TextMessageStart own => Lane(own.SubagentRunId),
            Event.TextMessageContent own => Lane(own.SubagentRunId),
            Event.TextMessageEnd own => Lane(own.SubagentRunId),
            Event.ToolCallStart own => Lane(own.SubagentRunId),
            Event.ToolCallArgs own => Lane(own.SubagentRunId),
            Event.ToolCallEnd own => Lane(own.SubagentRunId),
            Event.ToolCallResult own => Lane(own.SubagentRunId),
            Event.StateSnapshot own => Lane(own.SubagentRunId),
            Event.StateDelta own => Lane(own.SubagentRunId),
            Event.StepStarted own => Lane(own.SubagentRunId),
            Event.StepFinished own => Lane(own.SubagentRunId),
            Event.Custom own => Lane(own.SubagentRunId),
            Event.ReasoningStart own => Lane(own.SubagentRunId),
            Event.ReasoningEnd own => Lane(own.SubagentRunId),
            Event.ReasoningMessageStart own => Lane(own.SubagentRunId),
            Event.ReasoningMessageContent own => Lane(own.SubagentRunId),
            Event.ReasoningMessageEnd own => Lane(own.SubagentRunId),
            _ => default,
        };

    private static LaneEnd Lane(string? owner) => new(Reach.OwnLane, new Owner(owner));
}
