using AgentWire.AgUi;
using AgentWire.Runs.Verification;

namespace AgentWire.Runs;

/// <summary>
/// Checks the order of the events of a run, one event at a time: for a server before it sends them, and for a client as it
/// receives them.
/// </summary>
/// <remarks>
/// An event that breaks a rule changes nothing: the next one is checked as if it had not been there. With
/// <see cref="ReportsOnly"/>, it has the effect that it would have without the rule. Unknown events are not checked. Chunks must be expanded first, with <see cref="ChunkExpander"/>: of a chunk itself, only the place between the
/// beginning and the end of the run is checked. Nothing is allocated for an event that keeps the rules, but the identifiers
/// of what is open and who began it. An instance is for one stream, and is not thread-safe.
/// </remarks>
/// <example>
/// <code>
/// RunVerifier verifier = new();
/// foreach (Event each in events)
/// {
///     if (verifier.Check(each) is { } violation)
///     {
///         Console.WriteLine($"{violation.RuleName}: {violation.Message}");
///     }
/// }
///
/// Console.WriteLine(verifier.End); // Truncated if the run did not end
/// </code>
/// </example>
public sealed class RunVerifier
{
    private readonly OpenThings _open = new();
    private readonly Owners _owners = new();
    private readonly HashSet<RunRule> _broken = [];
    private long _index = -1;

    /// <summary>Gets how the last run ended, if the stream ends here. It is null if no run has begun, and never <see cref="RunOutcome.Refused"/>.</summary>
    public RunOutcome? End { get; private set; }

    /// <summary>Gets the number of events that were checked, unknown ones included.</summary>
    public long EventCount => _index + 1;

    /// <summary>Gets whether an event that breaks a rule counts nevertheless. Set it if such events are logged and passed on. Default: false.</summary>
    /// <remarks>
    /// The run is then followed as its sender seems to see it: RUN_FINISHED ends it whatever is left open, and RUN_STARTED begins
    /// another one. Of several rules that an event breaks, only the first is reported.
    /// </remarks>
    public bool ReportsOnly { get; init; }

    /// <summary>Gets a rule that is not checked, to show that no other one finds what it finds.</summary>
    internal RunRule? Unchecked { get; init; }

    /// <summary>Checks an event.</summary>
    /// <returns>The rule that it breaks, or null.</returns>
    /// <exception cref="ArgumentNullException">The event is null.</exception>
    public RunViolation? Check(Event next)
    {
        Argument.NotNull(next, nameof(next));
        _index++;
        if (next is Event.Unknown)
        {
            return null;
        }

        RunViolation? violation = CheckPlace(next) ?? CheckKnown(next);
        if (violation is not null && ReportsOnly)
        {
            Accept(next, violation.Rule);
        }

        return violation;
    }

    /// <summary>Checks an event, and throws an exception if it breaks a rule.</summary>
    /// <exception cref="ArgumentNullException">The event is null.</exception>
    /// <exception cref="RunViolationException">The event breaks a rule.</exception>
    public void Verify(Event next)
    {
        if (Check(next) is { } violation)
        {
            throw new RunViolationException(violation);
        }
    }

    /// <summary>Takes back that streams of chunks have ended.</summary>
    internal void Reopen(IEnumerable<Event> ends)
    {
        foreach (Event end in ends)
        {
            _ = end switch
            {
                Event.TextMessageEnd own => _open.Messages.Add(own.MessageId),
                Event.ToolCallEnd own => _open.ToolCalls.Add(own.ToolCallId),
                Event.ReasoningMessageEnd own => _open.ReasoningMessages.Add(own.MessageId),
                _ => false,
            };
        }
    }

    /// <summary>Gives an event its effect although it breaks rules.</summary>
    private void Accept(Event next, RunRule broken)
    {
        RunViolation? violation;
        do
        {
            _broken.Add(broken);
            violation = CheckPlace(next) ?? CheckKnown(next);
            broken = violation?.Rule ?? broken;
        } while (violation is not null);

        _broken.Clear();
    }

    private RunViolation? CheckPlace(Event next) =>
        End switch
        {
            null when next is not (Event.RunStarted or Event.RunError) && Checks(RunRule.FirstEvent) => Violation(
                RunRule.FirstEvent,
                next,
                "No run has begun.",
                "RUN_STARTED or RUN_ERROR as the first event"
            ),
            RunOutcome.RunError when next is not Event.RunStarted && Checks(RunRule.AfterError) => Violation(
                RunRule.AfterError,
                next,
                "The run has ended with RUN_ERROR.",
                "nothing, or RUN_STARTED of another run"
            ),
            RunOutcome.Finished when next is not (Event.RunStarted or Event.RunError) && Checks(RunRule.AfterFinish) =>
                Violation(
                    RunRule.AfterFinish,
                    next,
                    "The run has ended with RUN_FINISHED.",
                    "nothing, RUN_ERROR, or RUN_STARTED of another run"
                ),
            RunOutcome.Truncated when next is Event.RunStarted && Checks(RunRule.RunActive) => Violation(
                RunRule.RunActive,
                next,
                "A run is active.",
                "RUN_FINISHED or RUN_ERROR before the next run"
            ),
            _ => null,
        };

    private RunViolation? CheckKnown(Event next)
    {
        switch (next)
        {
            case Event.RunStarted started:
                _open.Clear();
                _owners.Clear();
                _owners.Add(started.Input?.Messages ?? default, replaces: false);
                End = RunOutcome.Truncated;
                return null;
            case Event.RunFinished:
                return CheckFinished(next);
            case Event.RunError:
                End = RunOutcome.RunError;
                return null;
            case Event.TextMessageStart start:
                return Begin(_open.Messages, _owners.Messages, next, start.MessageId, start.SubagentRunId);
            case Event.TextMessageContent content:
                return Continue(_open.Messages, _owners.Messages, next, content.MessageId, content.SubagentRunId);
            case Event.TextMessageEnd end:
                return Finish(_open.Messages, _owners.Messages, next, end.MessageId, end.SubagentRunId);
            case Event.ToolCallStart start:
                return BeginToolCall(start);
            case Event.ToolCallArgs args:
                return Continue(_open.ToolCalls, _owners.ToolCalls, next, args.ToolCallId, args.SubagentRunId);
            case Event.ToolCallEnd end:
                return Finish(_open.ToolCalls, _owners.ToolCalls, next, end.ToolCallId, end.SubagentRunId);
            case Event.ToolCallResult result:
                _owners.Messages[result.MessageId] = result.SubagentRunId;
                return null;
            case Event.ReasoningStart start:
                return Begin(_open.ReasoningSpans, _owners.Reasoning, next, start.MessageId, start.SubagentRunId);
            case Event.ReasoningEnd end:
                return Finish(_open.ReasoningSpans, _owners.Reasoning, next, end.MessageId, end.SubagentRunId);
            case Event.ReasoningMessageStart start:
                return Begin(_open.ReasoningMessages, _owners.Reasoning, next, start.MessageId, start.SubagentRunId);
            case Event.ReasoningMessageContent content:
                return Continue(
                    _open.ReasoningMessages,
                    _owners.Reasoning,
                    next,
                    content.MessageId,
                    content.SubagentRunId
                );
            case Event.ReasoningMessageEnd end:
                return Finish(_open.ReasoningMessages, _owners.Reasoning, next, end.MessageId, end.SubagentRunId);
            case Event.ReasoningEncryptedValue value:
                return CheckEncryptedValue(value);
            case Event.ActivitySnapshot snapshot:
                Owners.Set(
                    _owners.Activities,
                    snapshot.MessageId,
                    snapshot.SubagentRunId,
                    replaces: snapshot.Replace != false
                );
                return null;
            case Event.ActivityDelta delta:
                return CheckOwner(_owners.Activities, next, delta.MessageId, delta.SubagentRunId);
            case Event.MessagesSnapshot snapshot:
                _owners.Add(snapshot.Messages, replaces: true);
                return null;
            case Event.StepStarted step:
                return BeginStep(step);
            case Event.StepFinished step:
                return FinishStep(step);
            case Event.SubagentStarted subagent:
                return BeginSubagent(subagent);
            case Event.SubagentFinished subagent:
                return FinishSubagent(next, subagent.SubagentRunId);
            case Event.SubagentError subagent:
                return FinishSubagent(next, subagent.SubagentRunId);
            default:
                return null;
        }
    }

    private RunViolation? Begin(OpenSet open, Dictionary<string, string?> owners, Event next, string id, string? owner)
    {
        if (open.Contains(id) && Checks(open.WhenOpen))
        {
            return Violation(
                open.WhenOpen,
                next,
                $"The {open.Name} {RunViolation.Show(id)} is open.",
                $"the end of the {open.Name} before it begins again",
                [id]
            );
        }

        RunViolation? violation = CheckOwner(owners, next, id, owner);
        if (violation is null)
        {
            open.Add(id);
            Owners.Set(owners, id, owner, replaces: false);
        }

        return violation;
    }

    private RunViolation? Continue(
        OpenSet open,
        Dictionary<string, string?> owners,
        Event next,
        string id,
        string? owner
    ) =>
        !open.Contains(id) && Checks(open.WhenNotOpen)
            ? Violation(
                open.WhenNotOpen,
                next,
                $"No {open.Name} {RunViolation.Show(id)} is open.",
                $"{open.Start} first",
                [id]
            )
            : CheckOwner(owners, next, id, owner);

    private RunViolation? Finish(OpenSet open, Dictionary<string, string?> owners, Event next, string id, string? owner)
    {
        RunViolation? violation = Continue(open, owners, next, id, owner);
        if (violation is null)
        {
            open.Remove(id);
        }

        return violation;
    }

    private RunViolation? BeginToolCall(Event.ToolCallStart start)
    {
        string? parentOwner = null;
        bool hasParent =
            start.ParentMessageId is not null && _owners.Messages.TryGetValue(start.ParentMessageId, out parentOwner);
        bool isKnown = _owners.ToolCalls.TryGetValue(start.ToolCallId, out string? recorded);
        if (
            hasParent
            && !_open.ToolCalls.Contains(start.ToolCallId)
            && (start.SubagentRunId is not null || isKnown)
            && (start.SubagentRunId ?? recorded) != parentOwner
            && Checks(RunRule.ParentOwner)
        )
        {
            return Violation(
                RunRule.ParentOwner,
                start,
                $"The tool call {RunViolation.Show(start.ToolCallId)} belongs to"
                    + $" {RunViolation.ShowOwner(start.SubagentRunId ?? recorded)}, and its parent message"
                    + $" {RunViolation.Show(start.ParentMessageId!)} to {RunViolation.ShowOwner(parentOwner)}.",
                "the owner of the parent message",
                [start.ToolCallId, start.ParentMessageId!]
            );
        }

        // A call without a tag has the owner of its parent message.
        if (start.SubagentRunId is null && hasParent && !isKnown && !_open.ToolCalls.Contains(start.ToolCallId))
        {
            _owners.ToolCalls[start.ToolCallId] = parentOwner;
        }

        return Begin(_open.ToolCalls, _owners.ToolCalls, start, start.ToolCallId, start.SubagentRunId);
    }

    private RunViolation? CheckEncryptedValue(Event.ReasoningEncryptedValue value)
    {
        Dictionary<string, string?> owners =
            value.Subtype == EncryptedValueSubtype.ToolCall ? _owners.ToolCalls
            : _owners.Messages.ContainsKey(value.EntityId) ? _owners.Messages
            : _owners.Reasoning;
        return CheckOwner(owners, value, value.EntityId, value.SubagentRunId);
    }

    private RunViolation? CheckOwner(Dictionary<string, string?> owners, Event next, string id, string? owner) =>
        owner is not null && owners.TryGetValue(id, out string? known) && known != owner && Checks(RunRule.Owner)
            ? Violation(
                RunRule.Owner,
                next,
                $"It comes from {RunViolation.ShowOwner(owner)}, and {RunViolation.Show(id)} belongs to"
                    + $" {RunViolation.ShowOwner(known)}.",
                known is null ? "no subagentRunId" : $"the subagentRunId {RunViolation.Show(known)}, or none",
                [id]
            )
            : null;

    private RunViolation? BeginStep(Event.StepStarted step)
    {
        if (!_open.Steps.Add((step.SubagentRunId, step.StepName)) && Checks(RunRule.StepOpen))
        {
            return Violation(
                RunRule.StepOpen,
                step,
                $"The step {RunViolation.Show(step.StepName)} of {RunViolation.ShowOwner(step.SubagentRunId)} is open.",
                "STEP_FINISHED before the step begins again",
                [step.StepName]
            );
        }

        return null;
    }

    private RunViolation? FinishStep(Event.StepFinished step)
    {
        if (_open.Steps.Remove((step.SubagentRunId, step.StepName)))
        {
            return null;
        }

        foreach ((string? owner, string name) in _open.Steps)
        {
            if (name == step.StepName)
            {
                return Checks(RunRule.StepOwner)
                    ? Violation(
                        RunRule.StepOwner,
                        step,
                        $"The step {RunViolation.Show(name)} belongs to {RunViolation.ShowOwner(owner)}, and not to"
                            + $" {RunViolation.ShowOwner(step.SubagentRunId)}.",
                        owner is null ? "no subagentRunId" : $"the subagentRunId {RunViolation.Show(owner)}",
                        [name]
                    )
                    : null;
            }
        }

        return Checks(RunRule.StepNotOpen)
            ? Violation(
                RunRule.StepNotOpen,
                step,
                $"No step {RunViolation.Show(step.StepName)} is open.",
                "STEP_STARTED first",
                [step.StepName]
            )
            : null;
    }

    private RunViolation? BeginSubagent(Event.SubagentStarted subagent)
    {
        string id = subagent.SubagentRunId;
        if (_open.Subagents.Contains(id) && Checks(RunRule.SubagentActive))
        {
            return Violation(
                RunRule.SubagentActive,
                subagent,
                $"The subagent {RunViolation.Show(id)} is active.",
                "another identifier for each call of a subagent",
                [id]
            );
        }

        if (_open.EndedSubagents.Contains(id) && Checks(RunRule.SubagentEnded))
        {
            return Violation(
                RunRule.SubagentEnded,
                subagent,
                $"The subagent {RunViolation.Show(id)} has ended in this run.",
                "another identifier for each call of a subagent",
                [id]
            );
        }

        string? parent = subagent.ParentSubagentRunId;
        if (
            parent is not null
            && !_open.Subagents.Contains(parent)
            && !_open.EndedSubagents.Contains(parent)
            && Checks(RunRule.SubagentParent)
        )
        {
            return Violation(
                RunRule.SubagentParent,
                subagent,
                $"Its parent {RunViolation.Show(parent)} has not begun in this run.",
                "SUBAGENT_STARTED of the parent first",
                [id, parent]
            );
        }

        _open.Subagents.Add(id);
        return null;
    }

    private RunViolation? FinishSubagent(Event next, string id)
    {
        if (!_open.Subagents.Remove(id) && Checks(RunRule.SubagentNotActive))
        {
            return Violation(
                RunRule.SubagentNotActive,
                next,
                $"No subagent {RunViolation.Show(id)} is active.",
                "SUBAGENT_STARTED first",
                [id]
            );
        }

        _open.EndedSubagents.Add(id);
        return null;
    }

    private RunViolation? CheckFinished(Event next)
    {
        if (_open.Any && _open.LeftOpen(Checks) is { } left)
        {
            return Violation(
                left.Rule,
                next,
                left.Message,
                "the end of what is open before the end of the run",
                left.Ids
            );
        }

        End = RunOutcome.Finished;
        return null;
    }

    private bool Checks(RunRule rule) => Unchecked != rule && !_broken.Contains(rule);

    private RunViolation Violation(
        RunRule rule,
        Event next,
        string message,
        string expected,
        WireList<string> ids = default
    ) => new(rule, _index, next.Tag, message, expected, ids);
}
