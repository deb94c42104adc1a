using AgentWire.AgUi;
using AgentWire.Extensions.AI.Input;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI;

/// <summary>Makes what a chat client takes the request of an AG-UI client.</summary>
public static class ChatMessageExtensions
{
    /// <summary>Returns chat messages as messages of AG-UI.</summary>
    /// <remarks>
    /// <para>A message keeps its identifier if no other one has it, its <see cref="ChatMessage.AuthorName"/> and its
    /// <see cref="ChatMessage.AdditionalProperties"/>. AG-UI has one message for each result of a tool, and one for each
    /// reasoning: the identifiers of these are new ones, unless the chat message contains nothing else.</para>
    /// <para>An assistant's message has text and tool calls only: other contents are left out, and so is a message of which
    /// nothing remains. The exception of a tool becomes an error that says only that the tool has failed.</para>
    /// </remarks>
    /// <param name="messages">The chat messages.</param>
    /// <exception cref="ArgumentNullException">The messages are null.</exception>
    public static WireList<Message> ToAgUiMessages(this IEnumerable<ChatMessage> messages)
    {
        MessageBuilder builder = new();
        foreach (ChatMessage message in Argument.NotNull(messages, nameof(messages)))
        {
            builder.Add(message);
        }

        return builder.ToWireList();
    }

    /// <summary>Returns the functions among tools as tools of AG-UI. Other tools, which only the service of a model can run, are left out.</summary>
    /// <param name="tools">The tools.</param>
    /// <exception cref="ArgumentNullException">The tools are null.</exception>
    public static WireList<Tool> ToAgUiTools(this IEnumerable<AITool> tools) =>
        Argument
            .NotNull(tools, nameof(tools))
            .OfType<AIFunctionDeclaration>()
            .Select(function => new Tool
            {
                Name = function.Name,
                Description = function.Description,
                Parameters = RawJson.FromJsonElement(function.JsonSchema),
            })
            .ToWireList();

    /// <summary>Returns the answers to interrupts in chat messages: to those that ask for the approval of a tool call.</summary>
    internal static WireList<ResumeEntry>? ToResume(this IEnumerable<ChatMessage> messages)
    {
        ChatMessage[] all = [.. messages];
        HashSet<string> done =
        [
            .. all.SelectMany(message => message.Contents)
                .OfType<FunctionResultContent>()
                .Select(result => result.CallId),
        ];
        ResumeEntry[] answers =
        [
            .. all.SelectMany(message => message.Contents)
                .OfType<ToolApprovalResponseContent>()
                .Where(response => !done.Contains(response.ToolCall.CallId))
                .Select(Approvals.ToAnswer),
        ];
        return answers.Length == 0 ? null : answers.ToWireList();
    }
}
