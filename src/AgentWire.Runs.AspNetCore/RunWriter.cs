using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentWire.AgUi;
using AgentWire.Runs.AspNetCore.Serving;

namespace AgentWire.Runs.AspNetCore;

/// <summary>Sends the events of an agent (<see cref="RunContext"/>) or of one of its subagents (<see cref="SubagentWriter"/>).</summary>
/// <remarks>
/// <para>Several tasks can send at the same time. Each event is sent whole, and a slow client makes the calls wait.</para>
/// <para>All methods that send throw <see cref="InvalidOperationException"/> after the end of the run,
/// <see cref="WireException"/> for an event that cannot be written, <see cref="RunViolationException"/> for one that breaks a rule
/// (if <see cref="AgUiServerOptions.VerifyEvents"/> says so), and <see cref="OperationCanceledException"/> if the client has gone
/// or the token was cancelled. Nothing is sent then.</para>
/// <para>Identifiers that are not given are new ones.</para>
/// </remarks>
public abstract class RunWriter
{
    private protected RunWriter(RunStream stream, string? subagentRunId)
    {
        Stream = stream;
        Owner = subagentRunId;
    }

    private protected RunStream Stream { get; }

    private protected string? Owner { get; }

    /// <summary>
    /// Sends any event as it is. It is noted what the event begins or ends. RUN_FINISHED is sent after the ends of all that is
    /// open.
    /// </summary>
    /// <exception cref="ArgumentException">The event is RUN_STARTED, which was sent already.</exception>
    /// <exception cref="ArgumentNullException">The event is null.</exception>
    public Task SendAsync(Event next, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(next);
        return next switch
        {
            Event.RunStarted => throw new ArgumentException("RUN_STARTED was sent before the handler.", nameof(next)),
            Event.RunFinished or Event.RunError => Stream.EndAsync(next, cancellationToken),
            _ => Stream.SendAsync(next, cancellationToken),
        };
    }

    /// <summary>Begins a message. It ends when the result is disposed, or with the run.</summary>
    /// <param name="messageId">The identifier of the message. That of a message of the conversation continues this message.</param>
    /// <param name="role">Who says it. Default: the assistant.</param>
    /// <param name="name">The name of the author.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public async Task<TextMessageWriter> StartMessageAsync(
        string? messageId = null,
        TextMessageRole role = TextMessageRole.Assistant,
        string? name = null,
        CancellationToken cancellationToken = default
    ) =>
        new(
            Stream,
            await Stream
                .OpenAsync(
                    new Event.TextMessageStart
                    {
                        MessageId = messageId ?? NewId(),
                        Role = role,
                        Name = name,
                        SubagentRunId = Owner,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false)
        );

    /// <summary>Sends a whole message of the assistant.</summary>
    /// <returns>The identifier of the message.</returns>
    public async Task<string> SendMessageAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        TextMessageWriter message = await StartMessageAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (message.ConfigureAwait(false))
        {
            await message.AppendAsync(text, cancellationToken).ConfigureAwait(false);
        }

        return message.MessageId;
    }

    /// <summary>Begins a tool call. It ends when the result is disposed, or with the run.</summary>
    /// <param name="toolCallName">The name of the tool.</param>
    /// <param name="toolCallId">The identifier of the call.</param>
    /// <param name="parentMessageId">The identifier of the message that the call belongs to. Default: a message of its own.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public async Task<ToolCallWriter> StartToolCallAsync(
        string toolCallName,
        string? toolCallId = null,
        string? parentMessageId = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(toolCallName);
        return new(
            this,
            Stream,
            await Stream
                .OpenAsync(
                    new Event.ToolCallStart
                    {
                        ToolCallId = toolCallId ?? NewId(),
                        ToolCallName = toolCallName,
                        ParentMessageId = parentMessageId,
                        SubagentRunId = Owner,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false)
        );
    }

    /// <summary>Sends a whole tool call.</summary>
    /// <param name="toolCallName">The name of the tool.</param>
    /// <param name="arguments">The arguments, as JSON.</param>
    /// <param name="toolCallId">The identifier of the call.</param>
    /// <param name="parentMessageId">The identifier of the message that the call belongs to. Default: a message of its own.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The identifier of the call.</returns>
    public async Task<string> SendToolCallAsync(
        string toolCallName,
        RawJson arguments,
        string? toolCallId = null,
        string? parentMessageId = null,
        CancellationToken cancellationToken = default
    )
    {
        ToolCallWriter call = await StartToolCallAsync(toolCallName, toolCallId, parentMessageId, cancellationToken)
            .ConfigureAwait(false);
        await using (call.ConfigureAwait(false))
        {
            await call.AppendAsync(arguments.ToString(), cancellationToken).ConfigureAwait(false);
        }

        return call.ToolCallId;
    }

    /// <summary>Sends the result of a tool call.</summary>
    /// <param name="toolCallId">The identifier of the call.</param>
    /// <param name="content">The result: a text, or parts.</param>
    /// <param name="messageId">The identifier of the message that contains the result.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public Task SendToolResultAsync(
        string toolCallId,
        MessageContent content,
        string? messageId = null,
        CancellationToken cancellationToken = default
    ) =>
        Stream.SendAsync(
            new Event.ToolCallResult
            {
                MessageId = messageId ?? NewId(),
                ToolCallId = toolCallId,
                Content = content,
                Role = true,
                SubagentRunId = Owner,
            },
            cancellationToken
        );

    /// <summary>Begins to reason: a span with one message. Both end when the result is disposed, or with the run.</summary>
    /// <param name="messageId">The identifier of the message and of the span.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public async Task<ReasoningWriter> StartReasoningAsync(
        string? messageId = null,
        CancellationToken cancellationToken = default
    )
    {
        string id = messageId ?? NewId();
        OpenThing span = await Stream
            .OpenAsync(new Event.ReasoningStart { MessageId = id, SubagentRunId = Owner }, cancellationToken)
            .ConfigureAwait(false);
        OpenThing message = await Stream
            .OpenAsync(new Event.ReasoningMessageStart { MessageId = id, SubagentRunId = Owner }, cancellationToken)
            .ConfigureAwait(false);
        return new(Stream, span, message);
    }

    /// <summary>Begins a step. It ends when the result is disposed, or with the run.</summary>
    /// <param name="stepName">The name of the step, for people.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public async Task<RunStep> StartStepAsync(string stepName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stepName);
        return new(
            Stream,
            await Stream
                .OpenAsync(new Event.StepStarted { StepName = stepName, SubagentRunId = Owner }, cancellationToken)
                .ConfigureAwait(false)
        );
    }

    /// <summary>Begins the work of a subagent, whose events the result sends. It ends when the result is disposed, or with the run.</summary>
    /// <param name="name">The name of the subagent.</param>
    /// <param name="subagentRunId">The identifier of this call of the subagent.</param>
    /// <param name="description">What the subagent does, for people.</param>
    /// <param name="parentToolCallId">The identifier of the tool call that calls the subagent.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public async Task<SubagentWriter> StartSubagentAsync(
        string name,
        string? subagentRunId = null,
        string? description = null,
        string? parentToolCallId = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(
            Stream,
            await Stream
                .OpenAsync(
                    new Event.SubagentStarted
                    {
                        SubagentRunId = subagentRunId ?? NewId(),
                        Name = name,
                        Description = description,
                        ParentSubagentRunId = Owner,
                        ParentToolCallId = parentToolCallId,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false)
        );
    }

    /// <summary>Replaces the state.</summary>
    public Task SetStateAsync(RawJson state, CancellationToken cancellationToken = default) =>
        Stream.SendAsync(new Event.StateSnapshot { Snapshot = state, SubagentRunId = Owner }, cancellationToken);

    /// <summary>Replaces the state by a value of a type of yours.</summary>
    /// <exception cref="ArgumentNullException">The metadata is null.</exception>
    public Task SetStateAsync<TState>(
        TState state,
        JsonTypeInfo<TState> type,
        CancellationToken cancellationToken = default
    ) => SetStateAsync(ToJson(state, type), cancellationToken);

    /// <summary>Changes the state with a JSON Patch (RFC 6902).</summary>
    public Task PatchStateAsync(WireList<PatchOperation> patch, CancellationToken cancellationToken = default) =>
        Stream.SendAsync(new Event.StateDelta { Delta = patch, SubagentRunId = Owner }, cancellationToken);

    /// <summary>Sends an activity, or replaces it.</summary>
    /// <param name="messageId">The identifier of the activity.</param>
    /// <param name="activityType">The kind of the activity, such as <c>PLAN</c>.</param>
    /// <param name="content">The content: a JSON object.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public Task SetActivityAsync(
        string messageId,
        string activityType,
        RawJson content,
        CancellationToken cancellationToken = default
    ) =>
        Stream.SendAsync(
            new Event.ActivitySnapshot
            {
                MessageId = messageId,
                ActivityType = activityType,
                Content = content,
                SubagentRunId = Owner,
            },
            cancellationToken
        );

    /// <summary>Changes an activity with a JSON Patch (RFC 6902).</summary>
    /// <param name="messageId">The identifier of the activity.</param>
    /// <param name="activityType">The kind of the activity.</param>
    /// <param name="patch">The changes of its content.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public Task PatchActivityAsync(
        string messageId,
        string activityType,
        WireList<PatchOperation> patch,
        CancellationToken cancellationToken = default
    ) =>
        Stream.SendAsync(
            new Event.ActivityDelta
            {
                MessageId = messageId,
                ActivityType = activityType,
                Patch = patch,
                SubagentRunId = Owner,
            },
            cancellationToken
        );

    /// <summary>Sends an event of the application.</summary>
    public Task SendCustomAsync(string name, RawJson value, CancellationToken cancellationToken = default) =>
        Stream.SendAsync(
            new Event.Custom
            {
                Name = name,
                Value = value,
                SubagentRunId = Owner,
            },
            cancellationToken
        );

    /// <summary>Sends an event of the application with a value of a type of yours.</summary>
    /// <exception cref="ArgumentNullException">The metadata is null.</exception>
    public Task SendCustomAsync<TValue>(
        string name,
        TValue value,
        JsonTypeInfo<TValue> type,
        CancellationToken cancellationToken = default
    ) => SendCustomAsync(name, ToJson(value, type), cancellationToken);

    private static RawJson ToJson<T>(T value, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return RawJson.Parse(JsonSerializer.SerializeToUtf8Bytes(value, type));
    }

    private static string NewId() => Guid.NewGuid().ToString();
}
