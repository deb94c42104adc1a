using AgentWire.AgUi;

namespace AgentWire.Runs;

/// <summary>Makes a recorded stream short: fewer events that come to the same.</summary>
/// <remarks>
/// <para>Whoever applies the short stream from the beginning has an equal <see cref="RunSnapshot"/>: the same messages, state,
/// pending interrupts and tool calls, subagents, usage and outcome. <see cref="RunVerifier"/> accepts it.</para>
/// <para>Kept are the beginning and the end of each run, the subagents of the last run, and all CUSTOM and unknown events, whose
/// meaning only the application knows. The messages become one MESSAGES_SNAPSHOT before the end of the last run, and the state
/// one STATE_SNAPSHOT. Everything else is dropped: steps, reasoning spans, RAW, and the request in RUN_STARTED, whose messages
/// are in the snapshot. If the last run leaves tool calls to the client, its outcome names them. A stream that does not become
/// shorter stays as it is, and so does one that leaves tool calls with an outcome of an unknown kind, which cannot name them.</para>
/// </remarks>
/// <example>
/// <code>
/// IReadOnlyList&lt;Event&gt; stored = RunCompactor.Compact(recorded);
/// </code>
/// </example>
public static class RunCompactor
{
    private static readonly RawJson EmptyState = RawJson.Parse("{}"u8);

    /// <summary>Returns a short stream that comes to the same. Chunks are expanded first.</summary>
    /// <param name="events">A whole stream, of one run or several. The last one may be cut.</param>
    /// <exception cref="ArgumentNullException">The events, or one of them, are null.</exception>
    /// <exception cref="RunViolationException">An event breaks a rule.</exception>
    public static IReadOnlyList<Event> Compact(IEnumerable<Event> events)
    {
        RunReport report = RunReport.Of(events);
        if (report.Violation is not null)
        {
            throw new RunViolationException(report.Violation);
        }

        List<Event> output = [];
        int lastRun = LastIndex(report.Events, next => next is Event.RunStarted);
        int lastFinish = LastIndex(report.Events, next => next is Event.RunFinished);
        if (report.End.PendingToolCallIds.Count > 0 && HasUnknownOutcome(report.Events[lastFinish]))
        {
            return report.Events;
        }

        bool hasSnapshots = lastRun < 0;
        for (int i = 0; i < report.Events.Count; i++)
        {
            Event next = report.Events[i];
            if (i > lastRun && !hasSnapshots && next is Event.RunFinished or Event.RunError)
            {
                AddSnapshots(output, report.End);
                hasSnapshots = true;
            }

            Event? kept = next switch
            {
                Event.RunStarted own => own with { Input = null },
                Event.RunFinished own when i == lastFinish => WithPendingCalls(own, report.End.PendingToolCallIds),
                Event.RunFinished or Event.RunError or Event.Custom or Event.Unknown => next,
                Event.SubagentStarted or Event.SubagentFinished or Event.SubagentError when i > lastRun => next,
                _ => null,
            };
            if (kept is not null)
            {
                output.Add(kept);
            }
        }

        if (!hasSnapshots)
        {
            AddSnapshots(output, report.End);
        }

        return output.Count < report.Events.Count ? output : report.Events;
    }

    private static bool HasUnknownOutcome(Event finished) =>
        finished is Event.RunFinished { Outcome: RunFinishedOutcome.Unknown };

    private static int LastIndex(WireList<Event> events, Func<Event, bool> condition)
    {
        int index = events.Count - 1;
        while (index >= 0 && !condition(events[index]))
        {
            index--;
        }

        return index;
    }

    private static void AddSnapshots(List<Event> output, RunSnapshot end)
    {
        if (end.Messages.Count > 0)
        {
            output.Add(new Event.MessagesSnapshot { Messages = end.Messages.ToWireList() });
        }

        if (end.State != EmptyState)
        {
            output.Add(new Event.StateSnapshot { Snapshot = end.State });
        }
    }

    /// <summary>Names the tool calls that nobody has answered, because the events that say so are dropped.</summary>
    private static Event.RunFinished WithPendingCalls(Event.RunFinished finished, WireList<string> pending) =>
        pending.Count > 0 && finished.Outcome is null or RunFinishedOutcome.Success
            ? finished with
            {
                Outcome = (finished.Outcome as RunFinishedOutcome.Success ?? new()) with
                {
                    PendingToolCallIds = pending,
                },
            }
            : finished;
}
