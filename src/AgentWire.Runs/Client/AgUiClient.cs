using AgentWire.AgUi;
using AgentWire.Runs.Client;

namespace AgentWire.Runs;

/// <summary>Calls an agent over AG-UI: HTTP with server-sent events.</summary>
/// <remarks>
/// <para>A run fails in one of three ways. <see cref="AgUiServerException"/>: the server was not reached, or refused the request.
/// <see cref="AgUiStreamException"/>: the events were cut off, or one of them is damaged. <see cref="AgUiRunException"/>: the run
/// ended with RUN_ERROR, broke a rule, or has no end.</para>
/// <para>A request is not idempotent: it starts a run, which can have effects. It is sent again only if the options allow it, and
/// never after the first byte of a response. A run that was cut off cannot be joined again, because AG-UI has no resumption over
/// HTTP.</para>
/// <para>An instance can be used by several threads. The <see cref="HttpClient"/> stays with the caller.</para>
/// </remarks>
/// <example>
/// <code>
/// AgUiClient client = new(http, new Uri("https://example.com/agent"));
/// RunAgentInput input = new()
/// {
///     ThreadId = "t",
///     RunId = "r",
///     Messages = [new Message.User { Id = "u", Content = "Hello" }],
/// };
/// await using AgUiRun run = await client.RunAsync(input);
/// await foreach (Event each in run.ReadAllAsync())
/// {
///     Console.WriteLine(each.Tag);
/// }
///
/// Console.WriteLine(run.State.ToSnapshot().Messages.Count);
/// </code>
/// </example>
public sealed class AgUiClient
{
    private readonly AgUiClientOptions _options;
    private readonly RunRequest _request;

    /// <summary>Creates a client.</summary>
    /// <param name="http">What sends the requests. Its headers are sent with each of them.</param>
    /// <param name="endpoint">The address of the agent. It can be relative to <see cref="HttpClient.BaseAddress"/>.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <exception cref="ArgumentNullException">The HTTP client or the address is null.</exception>
    public AgUiClient(HttpClient http, Uri endpoint, AgUiClientOptions? options = null)
    {
        _options = options ?? AgUiClientOptions.Default;
        _request = new(Argument.NotNull(http, nameof(http)), Argument.NotNull(endpoint, nameof(endpoint)), _options);
    }

    /// <summary>Starts a run. The task completes when the server has begun to answer.</summary>
    /// <remarks>
    /// The version of AG-UI is declared unless the request declares one, and activities are left out of its messages, as the
    /// specification asks.
    /// </remarks>
    /// <param name="input">The request.</param>
    /// <param name="state">
    /// The conversation so far, to which the events are applied. The answers in the request must fit its pending interrupts.
    /// Default: null, which starts with the messages and the state of the request, and does not know of any interrupts.
    /// </param>
    /// <param name="cancellationToken">The token that cancels the request.</param>
    /// <exception cref="ArgumentNullException">The request is null.</exception>
    /// <exception cref="ArgumentException">
    /// <see cref="RunAgentInput.Resume"/> does not answer each pending interrupt exactly once, or answers another one or one that
    /// has expired. Nothing was sent.
    /// </exception>
    /// <exception cref="AgUiServerException">The server was not reached, or refused the request.</exception>
    /// <exception cref="WireException">The request cannot be written. Nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<AgUiRun> RunAsync(
        RunAgentInput input,
        RunState? state = null,
        CancellationToken cancellationToken = default
    ) => StartAsync(Argument.NotNull(input, nameof(input)), state, nameof(input), cancellationToken);

    /// <summary>Starts the next run of a conversation, with all that the runs before have come to.</summary>
    /// <param name="previous">The run before, which has ended.</param>
    /// <param name="messages">The messages to add, such as what the user says now, or the results of tools of the client.</param>
    /// <param name="cancellationToken">The token that cancels the request.</param>
    /// <exception cref="ArgumentNullException">The run is null.</exception>
    /// <exception cref="ArgumentException">The run has pending interrupts: use <see cref="ResumeAsync"/>.</exception>
    /// <inheritdoc cref="RunAsync"/>
    public Task<AgUiRun> ContinueAsync(
        AgUiRun previous,
        WireList<Message> messages,
        CancellationToken cancellationToken = default
    )
    {
        Argument.NotNull(previous, nameof(previous));
        return StartAsync(Next(previous, messages, null), previous.State, nameof(previous), cancellationToken);
    }

    /// <summary>Answers the interrupts of a run, and starts the run that continues it.</summary>
    /// <param name="interrupted">The run that was interrupted, which has ended.</param>
    /// <param name="answers">The answers: one for each pending interrupt.</param>
    /// <param name="cancellationToken">The token that cancels the request.</param>
    /// <exception cref="ArgumentNullException">The run is null.</exception>
    /// <exception cref="ArgumentException">
    /// The answers do not answer each pending interrupt exactly once, or answer another one or one that has expired. Nothing was
    /// sent.
    /// </exception>
    /// <inheritdoc cref="RunAsync"/>
    public Task<AgUiRun> ResumeAsync(
        AgUiRun interrupted,
        WireList<ResumeEntry> answers,
        CancellationToken cancellationToken = default
    )
    {
        Argument.NotNull(interrupted, nameof(interrupted));
        return StartAsync(Next(interrupted, default, answers), interrupted.State, nameof(answers), cancellationToken);
    }

    private async Task<AgUiRun> StartAsync(
        RunAgentInput input,
        RunState? state,
        string parameter,
        CancellationToken cancellationToken
    )
    {
        if (state is not null)
        {
            ResumeCheck.Check(
                state.ToSnapshot().PendingInterrupts,
                input.Resume ?? default,
                _options.TimeProvider.GetUtcNow(),
                parameter
            );
        }

        RunAgentInput sent = input with
        {
            ProtocolVersion = input.ProtocolVersion ?? _options.DeclaredVersion,
            Messages = [.. input.Messages.Where(message => message is not Message.Activity)],
        };
        HttpResponseMessage response = await _request.SendAsync(sent, cancellationToken).ConfigureAwait(false);
        return await AgUiRun
            .CreateAsync(sent, state ?? new RunState(input.Messages, input.State), response, _options)
            .ConfigureAwait(false);
    }

    private static RunAgentInput Next(AgUiRun previous, WireList<Message> messages, WireList<ResumeEntry>? resume)
    {
        RunSnapshot now = previous.State.ToSnapshot();
        return previous.Input with
        {
            RunId = Guid.NewGuid().ToString(),
            Messages = [.. now.Messages, .. messages],
            State = now.State.Utf8.SequenceEqual("null"u8) ? null : now.State,
            Resume = resume,
        };
    }
}
