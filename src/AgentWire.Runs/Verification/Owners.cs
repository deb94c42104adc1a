using AgentWire.AgUi;

namespace AgentWire.Runs.Verification;

/// <summary>The owners of what a run contains, by kind. They outlive the end of what they own.</summary>
internal sealed class Owners
{
    public Dictionary<string, string?> Messages { get; } = [];

    public Dictionary<string, string?> ToolCalls { get; } = [];

    public Dictionary<string, string?> Activities { get; } = [];

    public Dictionary<string, string?> Reasoning { get; } = [];

    public void Clear()
    {
        Messages.Clear();
        ToolCalls.Clear();
        Activities.Clear();
        Reasoning.Clear();
    }

    /// <summary>Records the owners of messages and of their tool calls. Messages of unknown roles have none.</summary>
    public void Add(WireList<Message> messages, bool replaces)
    {
        foreach (Message message in messages)
        {
            Dictionary<string, string?>? owners = message switch
            {
                Message.Unknown => null,
                Message.Activity => Activities,
                Message.Reasoning => Reasoning,
                _ => Messages,
            };
            if (owners is null)
            {
                continue;
            }

            Set(owners, message.Id!, message.SubagentRunId, replaces);
            if (message is Message.Assistant { ToolCalls: { } calls })
            {
                foreach (ToolCall call in calls)
                {
                    Set(ToolCalls, call.Id, message.SubagentRunId, replaces);
                }
            }
        }
    }

    public static void Set(Dictionary<string, string?> owners, string id, string? owner, bool replaces)
    {
        if (replaces || !owners.ContainsKey(id))
        {
            owners[id] = owner;
        }
    }
}
