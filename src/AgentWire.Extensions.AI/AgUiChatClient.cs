using AgentWire.AgUi;
using AgentWire.Extensions.AI.Runs;
using AgentWire.Runs;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI;

/// <summary>An agent of AG-UI as a chat client.</summary>
/// <remarks>
/// <para>Each call is a run. Its request contains the messages (<see cref="ChatMessageExtensions.ToAgUiMessages"/>) behind the
/// instructions, the functions among the tools, and the answers to approvals (<see cref="ToolApprovalResponseContent"/>).
/// <see cref="EventExtensions.ToChatResponseUpdates"/> says what the events of the run become.</para>
/// <para>The thread is <see cref="ChatOptions.ConversationId"/>, or a new one. If
/// <see cref="ChatOptions.RawRepresentationFactory"/> returns a <see cref="RunAgentInput"/>, this is the beginning of the request:
/// with a thread, a state, a context, properties and answers to interrupts. The messages and the tools are added behind those that
/// it has. An empty identifier in it is replaced by a new one. Other options are for a model, and are not sent.</para>
/// <para>Calls of the caller's tools can be run by a <c>FunctionInvokingChatClient</c> around this client. It drops
/// <see cref="ChatOptions.ConversationId"/> after the first run of several, so that the thread is best given by the factory.</para>
/// </remarks>
/// <example>
/// <code>
/// IChatClient agent = new AgUiChatClient((input, cancellationToken) =&gt; SendAsync(input, cancellationToken));
/// Console.WriteLine(await agent.GetResponseAsync("Hello"));
/// </code>
/// </example>
public sealed class AgUiChatClient : IChatClient
{
    internal const string ProtocolVersion = "1.0";

    private readonly Func<RunAgentInput, CancellationToken, IAsyncEnumerable<Event>> _run;
    private readonly ChatClientMetadata _metadata;

    /// <summary>Creates a chat client.</summary>
    /// <param name="run">Sends a request, and returns the events of the run.</param>
    /// <param name="metadata">What is known about the agent, or null.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public AgUiChatClient(
        Func<RunAgentInput, CancellationToken, IAsyncEnumerable<Event>> run,
        ChatClientMetadata? metadata = null
    )
    {
        _run = Argument.NotNull(run, nameof(run));
        _metadata = metadata ?? new ChatClientMetadata("ag-ui");
    }

    /// <inheritdoc/>
    /// <exception cref="RunViolationException">An event breaks a rule of the run.</exception>
    /// <exception cref="EndOfStreamException">The events end before the run does.</exception>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="RunViolationException">While enumerating: an event breaks a rule of the run.</exception>
    /// <exception cref="EndOfStreamException">While enumerating: the events end before the run does.</exception>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        RunAgentInput input = ToInput([.. Argument.NotNull(messages, nameof(messages))], options);
        return _run(input, cancellationToken).ToChatResponseUpdates(input, cancellationToken);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        Argument.NotNull(serviceType, nameof(serviceType));
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? _metadata
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>Does nothing.</summary>
    public void Dispose() { }

    private RunAgentInput ToInput(List<ChatMessage> messages, ChatOptions? options)
    {
        RunAgentInput start =
            options?.RawRepresentationFactory?.Invoke(this) as RunAgentInput
            ?? new()
            {
                ThreadId = options?.ConversationId ?? "",
                RunId = "",
                Messages = [],
            };
        WireList<ResumeEntry>? resume = start.Resume ?? messages.ToResume();
        if (!string.IsNullOrEmpty(options?.Instructions))
        {
            messages.Insert(0, new(ChatRole.System, options!.Instructions));
        }

        IEnumerable<AITool> tools = options?.ToolMode is NoneChatToolMode ? [] : options?.Tools ?? [];
        return start with
        {
            ThreadId = start.ThreadId.Length == 0 ? RunIds.Create() : start.ThreadId,
            RunId = start.RunId.Length == 0 ? RunIds.Create() : start.RunId,
            ProtocolVersion = ProtocolVersion,
            Messages = [.. start.Messages, .. messages.ToAgUiMessages()],
            Tools = [.. start.Tools, .. tools.ToAgUiTools()],
            Resume = resume,
        };
    }
}
