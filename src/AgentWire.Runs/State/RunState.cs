using AgentWire.AgUi;
using AgentWire.Runs.Patching;
using AgentWire.Runs.State;

namespace AgentWire.Runs;

/// <summary>
/// Follows a conversation through the events of its runs: messages, tool calls, activities, state, interrupts, subagents and
/// usage.
/// </summary>
/// <remarks>
/// <para>An event is applied in a time that depends on the event, and not on the conversation; only MESSAGES_SNAPSHOT is compared
/// with all messages. <see cref="ToSnapshot"/> makes only the messages that have changed.</para>
/// <para>The order of the events is not checked: see <see cref="RunVerifier"/>. Chunks must be expanded first, with
/// <see cref="ChunkExpander"/>, and have no effect here. Unknown events have no effect either. Messages of unknown roles are
/// kept, but no event changes them. An instance is not thread-safe; its snapshots are.</para>
/// </remarks>
/// <example>
/// <code>
/// RunState run = new();
/// run.Apply(new Event.TextMessageStart { MessageId = "m" });
/// run.Apply(new Event.TextMessageContent { MessageId = "m", Delta = "Hello" });
/// Console.WriteLine(((Message.Assistant)run.ToSnapshot().Messages[0]).Content); // Hello
/// </code>
/// </example>
public class RunState
{
    private static readonly RawJson EmptyState = RawJson.Parse("{}"u8);

    private readonly Conversation _conversation = new();
    private readonly PendingCalls _calls = new();
    private readonly SubagentList _subagents = new();
    private readonly UsageTotals _usage = new();
    private readonly WireOptions _limits;
    private JsonTree _state;
    private WireList<Interrupt> _interrupts;
    private string? _threadId;
    private string? _runId;
    private RunOutcome? _outcome;
    private RunSnapshot? _snapshot;
    private long _index = -1;

    /// <summary>Creates an instance.</summary>
    /// <param name="messages">The messages that the conversation has already. Default: none.</param>
    /// <param name="state">The state at the beginning. Default: an empty object.</param>
    /// <param name="limits">The limits of what patches make: <see cref="WireOptions.MaxDepth"/> and <see cref="WireOptions.MaxMessageBytes"/>. Default: those of <see cref="WireOptions.Default"/>.</param>
    public RunState(WireList<Message> messages = default, RawJson? state = null, WireOptions? limits = null)
    {
        _limits = limits ?? WireOptions.Default;
        _state = new JsonTree(state ?? EmptyState, _limits);
        foreach (Message message in messages)
        {
            _conversation.Append(message);
        }
    }

    /// <summary>Gets what is called after each event that changed something.</summary>
    public Action<RunChange>? OnChange { get; init; }

    /// <summary>Gets what is called if an event has no effect, or only a part of it.</summary>
    public Action<RunWarning>? OnWarning { get; init; }

    /// <summary>Gets the state.</summary>
    public RawJson State => _state.ToRawJson();

    /// <summary>Gets the number of events that were applied.</summary>
    public long EventCount => _index + 1;

    /// <summary>Applies the first events of a stream without chunks, and returns the run at that point.</summary>
    /// <param name="events">The events.</param>
    /// <param name="count">How many events to apply. If there are fewer, all are applied.</param>
    /// <exception cref="ArgumentNullException">The events, or one of them, are null.</exception>
    public static RunSnapshot Replay(IEnumerable<Event> events, int count = int.MaxValue)
    {
        RunState run = new();
        foreach (Event next in Argument.NotNull(events, nameof(events)).Take(count))
        {
            run.Apply(next);
        }

        return run.ToSnapshot();
    }

    /// <summary>Applies an event.</summary>
    /// <returns>What it changed.</returns>
    /// <exception cref="ArgumentNullException">The event is null.</exception>
    public RunChange Apply(Event next) => Apply(Argument.NotNull(next, nameof(next)), sent: default);

    /// <summary>Applies an event, after adding the messages that the client has sent, as far as they are new.</summary>
    internal RunChange Apply(Event next, WireList<Message> sent)
    {
        _index++;
        // Of a message without an identifier, nobody can tell whether the conversation has it already.
        RunChanges added = sent.Count == 0 ? RunChanges.None : AddNew(sent.Where(message => message.Id is not null));
        (RunChanges parts, string? messageId) = next switch
        {
            Event.RunStarted own => (Start(own), null),
            Event.RunFinished own => (Finish(own), null),
            Event.RunError own => (Fail(own), null),
            Event.StateSnapshot own => (SetState(own.Snapshot), null),
            Event.StateDelta own => (PatchState(own), null),
            Event.MessagesSnapshot own => (TakeOver(own), null),
            Event.SubagentStarted own => (Subagents(_subagents.Start(own)), null),
            Event.SubagentFinished own => (Subagents(_subagents.End(own.SubagentRunId, own, null)), null),
            Event.SubagentError own => (Subagents(_subagents.End(own.SubagentRunId, null, own)), null),
            _ => (RunChanges.None, ApplyToMessage(next)),
        };
        parts |= messageId is null ? added : RunChanges.Messages;
        RunChange change = new(_index, parts, messageId);
        if (change.Parts != RunChanges.None)
        {
            _snapshot = null;
            OnChange?.Invoke(change);
        }

        return change;
    }

    /// <summary>Finds a message by its identifier. If several have it, it is the first one. Messages of unknown roles are not found.</summary>
    /// <exception cref="ArgumentNullException">The identifier is null.</exception>
    public Message? FindMessage(string id) => _conversation.Find(Argument.NotNull(id, nameof(id)))?.Message;

    /// <summary>Finds a tool call by its identifier. If several have it, it is the first one.</summary>
    /// <exception cref="ArgumentNullException">The identifier is null.</exception>
    public ToolCall? FindToolCall(string id) => _conversation.FindCall(Argument.NotNull(id, nameof(id)))?.Call;

    /// <summary>Returns the run as it is now.</summary>
    public RunSnapshot ToSnapshot() =>
        _snapshot ??= new RunSnapshot
        {
            Messages = _conversation.ToPages(),
            State = State,
            PendingInterrupts = _interrupts,
            PendingToolCallIds = _calls.Pending,
            Subagents = _subagents.ToList(),
            Usage = _usage.ToList(),
            ThreadId = _threadId,
            RunId = _runId,
            Outcome = _outcome,
        };

    private static RunChanges Subagents(bool changed) => changed ? RunChanges.Subagents : RunChanges.None;

    private RunChanges Start(Event.RunStarted started)
    {
        _threadId = started.ThreadId;
        _runId = started.RunId;
        _outcome = RunOutcome.Truncated;
        _calls.Begin();
        return RunChanges.Run | Subagents(_subagents.Clear()) | AddNew(started.Input?.Messages ?? default);
    }

    private RunChanges AddNew(IEnumerable<Message> messages)
    {
        RunChanges changes = RunChanges.None;
        foreach (Message message in messages)
        {
            if (message.Id is not { } id || !_conversation.Contains(id))
            {
                _conversation.Append(message);
                changes = RunChanges.Messages;
            }
        }

        return changes;
    }

    private RunChanges Finish(Event.RunFinished finished)
    {
        RunChanges changes = End(RunOutcome.Finished, finished.Usage);
        WireList<Interrupt> before = _interrupts;
        _interrupts = (finished.Outcome as RunFinishedOutcome.Interrupt)?.Interrupts ?? default;
        changes |= before == _interrupts ? RunChanges.None : RunChanges.PendingInterrupts;
        return changes | (_calls.Finish(finished.Outcome) ? RunChanges.PendingToolCalls : RunChanges.None);
    }

    private RunChanges Fail(Event.RunError error) => End(RunOutcome.RunError, error.Usage);

    private RunChanges End(RunOutcome outcome, WireList<TokenUsage>? usage)
    {
        _outcome = outcome;
        return RunChanges.Run | (_usage.Add(usage) ? RunChanges.Usage : RunChanges.None);
    }

    private RunChanges SetState(RawJson state)
    {
        _state = new JsonTree(state, _limits);
        return RunChanges.State;
    }

    private RunChanges PatchState(Event.StateDelta delta)
    {
        if (_state.Apply(delta.Delta, skipsUnknown: true) is not { } error)
        {
            return RunChanges.State;
        }

        Warn($"The patch of the state was not applied. {error.Message}", error);
        return RunChanges.None;
    }

    private RunChanges TakeOver(Event.MessagesSnapshot snapshot)
    {
        _conversation.TakeOver(snapshot.Messages, SnapshotAuthority.Of(snapshot));
        _calls.Answer(snapshot.Messages);
        return RunChanges.Messages;
    }

    /// <summary>Applies an event to a message. Returns the identifier of the message that changed, or null.</summary>
    private string? ApplyToMessage(Event next) =>
        next switch
        {
            Event.TextMessageStart own => StartText(own),
            Event.TextMessageContent own => Append(own.MessageId, own.Delta, own.Metadata),
            Event.TextMessageEnd own => Merge(own.MessageId, own.Metadata),
            Event.ReasoningMessageStart own => StartReasoning(own),
            Event.ReasoningMessageContent own => Append(own.MessageId, own.Delta, own.Metadata),
            Event.ReasoningMessageEnd own => Merge(own.MessageId, own.Metadata),
            Event.ReasoningEncryptedValue own => Encrypt(own),
            Event.ToolCallStart own => StartCall(own),
            Event.ToolCallArgs own => AppendArguments(own),
            Event.ToolCallEnd own => EndCall(own),
            Event.ToolCallResult own => AddResult(own),
            Event.ActivitySnapshot own => SetActivity(own),
            Event.ActivityDelta own => PatchActivity(own),
            _ => null,
        };

    private string? StartText(Event.TextMessageStart start)
    {
        if (_conversation.Find(start.MessageId) is not null)
        {
            return Merge(start.MessageId, start.Metadata, warns: true);
        }

        _conversation.Append(NewMessages.Text(start));
        return start.MessageId;
    }

    private string? StartReasoning(Event.ReasoningMessageStart start)
    {
        if (_conversation.Find(start.MessageId) is not null)
        {
            return Merge(start.MessageId, start.Metadata, warns: true);
        }

        _conversation.Append(NewMessages.Reasoning(start));
        return start.MessageId;
    }

    private string? Append(string id, string delta, RawJson? metadata)
    {
        if (FindText(id, warns: false) is not { } message)
        {
            return null;
        }

        message.AppendText(delta);
        message.Merge(metadata);
        return id;
    }

    private string? Merge(string id, RawJson? metadata, bool warns = false)
    {
        if (FindText(id, warns) is not { } message || metadata is null)
        {
            return null;
        }

        message.Merge(metadata);
        return id;
    }

    private MessageNode? FindText(string id, bool warns)
    {
        MessageNode? message = _conversation.Find(id);
        if (message is not { IsActivity: true })
        {
            return message;
        }

        if (warns)
        {
            Warn($"{RunViolation.Show(id)} is an activity, to which no text can be added.");
        }

        return null;
    }

    private string? Encrypt(Event.ReasoningEncryptedValue value)
    {
        if (value.Subtype == EncryptedValueSubtype.ToolCall)
        {
            CallNode? call = _conversation.FindCall(value.EntityId);
            call?.Encrypt(value.EncryptedValue, value.EncryptedValueType);
            return call?.Message.Id;
        }

        bool changed =
            _conversation.Find(value.EntityId) is { } message
            && message.Encrypt(value.EncryptedValue, value.EncryptedValueType);
        return changed ? value.EntityId : null;
    }

    private string? StartCall(Event.ToolCallStart start)
    {
        _calls.Start(start.ToolCallId);
        if (_conversation.FindCall(start.ToolCallId) is { } known)
        {
            known.Rename(start.ToolCallName);
            known.Merge(start.Metadata);
            return known.Message.Id;
        }

        string? parentId = string.IsNullOrEmpty(start.ParentMessageId) ? null : start.ParentMessageId;
        MessageNode? parent = parentId is null ? null : _conversation.Find(parentId);
        if (parent is { IsAssistant: true })
        {
            _conversation.AddCall(parent, NewMessages.Call(start));
            return parentId;
        }

        if (parent is not null)
        {
            Warn(
                $"{RunViolation.Show(parentId!)} is not a message of the agent, and gets no tool call. The call gets its own message."
            );
        }

        string id = parentId is null || parent is not null ? start.ToolCallId : parentId;
        _conversation.Append(NewMessages.WithCall(id, start));
        return id;
    }

    private string? AppendArguments(Event.ToolCallArgs args)
    {
        CallNode? call = _conversation.FindCall(args.ToolCallId);
        call?.Append(args.Delta);
        call?.Merge(args.Metadata);
        return call?.Message.Id;
    }

    private string? EndCall(Event.ToolCallEnd end)
    {
        if (end.Metadata is null || _conversation.FindCall(end.ToolCallId) is not { } call)
        {
            return null;
        }

        call.Merge(end.Metadata);
        return call.Message.Id;
    }

    private string AddResult(Event.ToolCallResult result)
    {
        _calls.Answer(result.ToolCallId);
        _conversation.AddResult(NewMessages.Result(result));
        return result.MessageId;
    }

    private string? SetActivity(Event.ActivitySnapshot snapshot)
    {
        MessageNode? message = _conversation.Find(snapshot.MessageId);
        bool replaces = snapshot.Replace ?? true;
        if (message is null)
        {
            _conversation.Append(NewMessages.Activity(snapshot));
        }
        else if (message.IsActivity)
        {
            if (replaces)
            {
                message.SetActivity(snapshot.ActivityType, snapshot.Content, snapshot.SubagentRunId);
            }

            message.Merge(snapshot.Metadata);
        }
        else if (replaces)
        {
            _conversation.Replace(message, NewMessages.Activity(snapshot));
        }
        else
        {
            return null;
        }

        return snapshot.MessageId;
    }

    private string? PatchActivity(Event.ActivityDelta delta)
    {
        if (_conversation.Find(delta.MessageId) is not { } message)
        {
            return null;
        }

        if (!message.IsActivity)
        {
            Warn($"{RunViolation.Show(delta.MessageId)} is not an activity, and gets no patch.");
            return null;
        }

        JsonPatchError? error = message.PatchActivity(delta.ActivityType, delta.Patch, _limits);
        if (error is not null)
        {
            Warn(
                $"The patch of the activity {RunViolation.Show(delta.MessageId)} was not applied. {error.Message}",
                error
            );
        }

        message.Merge(delta.Metadata);
        return error is null || delta.Metadata is not null ? delta.MessageId : null;
    }

    private void Warn(string message, JsonPatchError? error = null) =>
        OnWarning?.Invoke(new RunWarning(_index, message, error));
}
