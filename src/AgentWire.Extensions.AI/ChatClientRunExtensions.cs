using System.Runtime.CompilerServices;
using AgentWire.AgUi;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI;

/// <summary>Runs a chat client as an agent of AG-UI.</summary>
/// <remarks>
/// The chat client gets the messages (<see cref="RunAgentInputExtensions.ToChatMessages"/>) and the tools
/// (<see cref="RunAgentInputExtensions.ToChatOptions"/>) of the request. For tools that run on the server, wrap it in a
/// <c>FunctionInvokingChatClient</c>: the events then contain their calls and their results. A call of a tool of the request ends
/// the run. <see cref="ChatResponseUpdateExtensions"/> says which events the updates become.
/// </remarks>
public static class ChatClientRunExtensions
{
    /// <summary>
    /// Returns the events of a whole run, from RUN_STARTED to RUN_FINISHED or RUN_ERROR. An exception of the chat client, or a
    /// request that it cannot answer, becomes RUN_ERROR, unless the token was cancelled.
    /// </summary>
    /// <param name="chatClient">The chat client.</param>
    /// <param name="input">The request.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <param name="cancellationToken">The token that cancels the run. It then has no end.</param>
    /// <exception cref="ArgumentNullException">The chat client or the request is null.</exception>
    public static IAsyncEnumerable<Event> GetRun(
        this IChatClient chatClient,
        RunAgentInput input,
        ChatRunOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        ChatResponseUpdateExtensions.ToRun(
            Argument.NotNull(input, nameof(input)),
            options ?? ChatRunOptions.Default,
            chatClient.GetRunBody(input, options, CancellationToken.None),
            cancellationToken
        );

    /// <summary>
    /// Returns the events of a run behind RUN_STARTED, which somebody else sends: what happens, and RUN_FINISHED or RUN_ERROR. An
    /// exception of the chat client is thrown.
    /// </summary>
    /// <param name="chatClient">The chat client.</param>
    /// <param name="input">The request.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <param name="cancellationToken">The token that cancels the run. It then has no end.</param>
    /// <exception cref="ArgumentNullException">The chat client or the request is null.</exception>
    /// <example>
    /// With <c>MapAgUi</c> of AgentWire.Runs.AspNetCore, which sends RUN_STARTED and reports exceptions:
    /// <code>
    /// app.MapAgUi("/agent", async (input, run, cancellationToken) =&gt;
    /// {
    ///     await foreach (Event next in chatClient.GetRunBody(input, cancellationToken: cancellationToken))
    ///     {
    ///         await run.SendAsync(next, cancellationToken);
    ///     }
    /// });
    /// </code>
    /// </example>
    public static IAsyncEnumerable<Event> GetRunBody(
        this IChatClient chatClient,
        RunAgentInput input,
        ChatRunOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        Run(
            Argument.NotNull(chatClient, nameof(chatClient)),
            Argument.NotNull(input, nameof(input)),
            options ?? ChatRunOptions.Default,
            cancellationToken
        );

    private static async IAsyncEnumerable<Event> Run(
        IChatClient chatClient,
        RunAgentInput input,
        ChatRunOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ChatRunOptions named = options.ProviderName is null
            ? options with
            {
                ProviderName = (chatClient.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.ProviderName,
            }
            : options;
        IAsyncEnumerable<Event> events = chatClient
            .GetStreamingResponseAsync(input.ToChatMessages(named), input.ToChatOptions(named), cancellationToken)
            .ToRunBody(input, named, cancellationToken);
        await foreach (Event next in events.ConfigureAwait(false))
        {
            yield return next;
        }
    }
}
