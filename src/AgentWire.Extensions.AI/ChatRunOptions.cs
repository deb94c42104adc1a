using System.Text.Json;
using AgentWire.AgUi;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI;

/// <summary>Options for running a chat client as an agent. Immutable. A new instance has the default settings.</summary>
public sealed record ChatRunOptions
{
    internal static ChatRunOptions Default { get; } = new();

    /// <summary>
    /// Gets the options of the chat client: the model, the instructions, and the tools of the server. The tools of the request
    /// are added to a copy. Default: null.
    /// </summary>
    public ChatOptions? ChatOptions { get; init; }

    /// <summary>
    /// Gets whether the context of the request (<see cref="RunAgentInput.Context"/>) becomes a system message before the other
    /// messages. Default: true.
    /// </summary>
    public bool IncludeContext { get; init; } = true;

    /// <summary>
    /// Gets whether <see cref="ChatResponseUpdate.AdditionalProperties"/> become the metadata of events. Default: false, because
    /// chat clients put there what a client of the agent need not know.
    /// </summary>
    public bool IncludeMetadata { get; init; }

    /// <summary>
    /// Gets whether a request can resume tool calls that wait for approval. Default: false, and such a request is refused.
    /// </summary>
    /// <remarks>
    /// AG-UI has no conversation on the server: the tool call to approve comes from the messages of the request, and whoever
    /// sends the request can have changed its name and arguments. Set this to true only if the user may call the tools that
    /// need approval with any arguments, or if the application has compared the messages with those that it keeps.
    /// </remarks>
    public bool AcceptApprovals { get; init; }

    /// <summary>Gets the name of the provider for <see cref="TokenUsage.Provider"/>. Default: null, which means that of the chat client.</summary>
    public string? ProviderName { get; init; }

    /// <summary>
    /// Gets the options for writing arguments and results of tools as JSON. Default: null, which means
    /// <see cref="AIJsonUtilities.DefaultOptions"/>.
    /// </summary>
    public JsonSerializerOptions? SerializerOptions { get; init; }

    /// <summary>
    /// Gets what makes RUN_ERROR out of an exception of the chat client. The client of the agent gets all of the result. Default:
    /// an error that says only that the agent has failed, because the text of an exception can contain what a client must not know.
    /// </summary>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public Func<Exception, Event.RunError> DescribeException
    {
        get;
        init => field = Argument.NotNull(value, nameof(DescribeException));
    } = _ => Unspecific();

    /// <summary>
    /// Gets what makes RUN_ERROR out of an error that the chat client reports (<see cref="ErrorContent"/>). The client of the
    /// agent gets all of the result. Default: an error that says only that the agent has failed.
    /// </summary>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public Func<ErrorContent, Event.RunError> DescribeError
    {
        get;
        init => field = Argument.NotNull(value, nameof(DescribeError));
    } = _ => Unspecific();

    /// <summary>
    /// Gets what makes an event out of a content that has no place in AG-UI, such as an image of the assistant, or null to leave
    /// it out. Default: null, which leaves all of them out.
    /// </summary>
    public Func<AIContent, Event.Custom?>? MapOther { get; init; }

    internal JsonSerializerOptions Json => SerializerOptions ?? AIJsonUtilities.DefaultOptions;

    private static Event.RunError Unspecific() => new() { Message = "The agent has failed." };
}
