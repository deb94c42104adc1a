using AgentWire.AgUi;
using AgentWire.Extensions.AI.Input;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI;

/// <summary>Makes the request of an AG-UI client what a chat client takes.</summary>
public static class RunAgentInputExtensions
{
    private static readonly RawJson NoParameters = RawJson.Parse("""{"type":"object","properties":{}}""");

    /// <summary>Returns the messages of a request for a chat client.</summary>
    /// <remarks>
    /// <para>A message keeps its identifier, its name (<see cref="ChatMessage.AuthorName"/>), its metadata
    /// (<see cref="ChatMessage.AdditionalProperties"/>), and itself (<see cref="ChatMessage.RawRepresentation"/>). The arguments of
    /// tool calls are parsed. A reasoning becomes the beginning of the assistant's message behind it, and is left out if there is
    /// none. Activities, and what is unknown, are left out.</para>
    /// <para>The context becomes a system message before all others. A tool call whose approval the request answers
    /// (<see cref="RunAgentInput.Resume"/>) becomes a <see cref="ToolApprovalRequestContent"/>, with a
    /// <see cref="ToolApprovalResponseContent"/> at the end.</para>
    /// <para>The roles and the context are those of the request: whoever sends it decides what a model reads as the instruction of
    /// the system. To change that, change the request before.</para>
    /// </remarks>
    /// <param name="input">The request.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <exception cref="ArgumentNullException">The request is null.</exception>
    /// <exception cref="FormatException">The source of a part is not valid: it is no Base64, no address, or has no valid media type.</exception>
    /// <exception cref="InvalidOperationException">
    /// The request resumes an approval, and <see cref="ChatRunOptions.AcceptApprovals"/> is false; or an interrupt that belongs to no
    /// tool call without a result; or its payload does not say whether the call is approved.
    /// </exception>
    public static IList<ChatMessage> ToChatMessages(this RunAgentInput input, ChatRunOptions? options = null) =>
        new ChatMessageBuilder(Argument.NotNull(input, nameof(input)), options ?? ChatRunOptions.Default).Build();

    /// <summary>
    /// Returns the options for a chat client: a copy of <see cref="ChatRunOptions.ChatOptions"/>, with the tools of the request as
    /// functions that the chat client can call but not run.
    /// </summary>
    /// <remarks>A tool of the request that has the name of a tool of the server is left out.</remarks>
    /// <param name="input">The request.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <exception cref="ArgumentNullException">The request is null.</exception>
    public static ChatOptions ToChatOptions(this RunAgentInput input, ChatRunOptions? options = null)
    {
        Argument.NotNull(input, nameof(input));
        ChatOptions result = options?.ChatOptions?.Clone() ?? new();
        List<AITool> tools = [.. result.Tools ?? []];
        HashSet<string> names = [.. tools.Select(tool => tool.Name)];
        foreach (Tool tool in input.Tools)
        {
            if (names.Add(tool.Name))
            {
                tools.Add(
                    AIFunctionFactory.CreateDeclaration(
                        tool.Name,
                        tool.Description,
                        (tool.Parameters ?? NoParameters).ToJsonElement()
                    )
                );
            }
        }

        result.Tools = tools.Count == 0 ? null : tools;
        return result;
    }
}
