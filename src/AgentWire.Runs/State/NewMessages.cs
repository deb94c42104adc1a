using AgentWire.AgUi;

namespace AgentWire.Runs.State;

/// <summary>Makes the messages and calls that events begin.</summary>
internal static class NewMessages
{
    public static Message Text(Event.TextMessageStart start) =>
        (start.Role ?? TextMessageRole.Assistant) switch
        {
            TextMessageRole.Developer => new Message.Developer
            {
                Id = start.MessageId,
                Name = start.Name,
                Content = "",
                SubagentRunId = start.SubagentRunId,
                Metadata = start.Metadata,
            },
            TextMessageRole.System => new Message.System
            {
                Id = start.MessageId,
                Name = start.Name,
                Content = "",
                SubagentRunId = start.SubagentRunId,
                Metadata = start.Metadata,
            },
            TextMessageRole.User => new Message.User
            {
                Id = start.MessageId,
                Name = start.Name,
                Content = "",
                SubagentRunId = start.SubagentRunId,
                Metadata = start.Metadata,
            },
            _ => new Message.Assistant
            {
                Id = start.MessageId,
                Name = start.Name,
                Content = "",
                SubagentRunId = start.SubagentRunId,
                Metadata = start.Metadata,
            },
        };

    public static Message Reasoning(Event.ReasoningMessageStart start) =>
        new Message.Reasoning
        {
            Id = start.MessageId,
            Content = "",
            SubagentRunId = start.SubagentRunId,
            Metadata = start.Metadata,
        };

    public static ToolCall Call(Event.ToolCallStart start) =>
        new()
        {
            Id = start.ToolCallId,
            Function = new FunctionCall { Name = start.ToolCallName, Arguments = "" },
            Metadata = start.Metadata,
        };

    public static Message WithCall(string id, Event.ToolCallStart start) =>
        new Message.Assistant
        {
            Id = id,
            ToolCalls = [Call(start)],
            SubagentRunId = start.SubagentRunId,
        };

    public static Message.Tool Result(Event.ToolCallResult result) =>
        new()
        {
            Id = result.MessageId,
            ToolCallId = result.ToolCallId,
            Content = result.Content,
            SubagentRunId = result.SubagentRunId,
            Metadata = result.Metadata,
        };

    public static Message.Activity Activity(Event.ActivitySnapshot snapshot) =>
        new()
        {
            Id = snapshot.MessageId,
            ActivityType = snapshot.ActivityType,
            Content = snapshot.Content,
            SubagentRunId = snapshot.SubagentRunId,
            Metadata = snapshot.Metadata,
        };
}
