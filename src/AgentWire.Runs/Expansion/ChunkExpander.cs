using AgentWire.AgUi;
using AgentWire.Runs.Expansion;
using AgentWire.Runs.Verification;

namespace AgentWire.Runs;

/// <summary>
/// Replaces chunks with what they stand for: the beginning, the content and the end of text messages, tool calls and
/// reasoning messages. With a verifier, it also checks the events that it returns.
/// </summary>
/// <remarks>
/// Each owner (the agent, or a subagent) has at most one open stream of chunks. A chunk that names another message, and most
/// other events of the owner, end it. The end of the events does not. The <c>timestamp</c> and unknown members of a chunk are
/// lost, as in the reference implementation. Nothing is allocated for an event that is no chunk and ends no stream. An
/// instance is for one stream of events, and is not thread-safe.
/// </remarks>
/// <example>
/// <code>
/// ChunkExpander expander = new();
/// List&lt;Event&gt; output = [];
/// expander.Expand(new Event.TextMessageChunk { MessageId = "m", Delta = "Hello" }, output);
/// // output: TEXT_MESSAGE_START, TEXT_MESSAGE_CONTENT
/// </code>
/// </example>
public sealed class ChunkExpander
{
    private readonly ChunkLanes _lanes = new();
    private readonly ExpandedEvent _expanded = new();
    private readonly RunVerifier? _verifier;
    private long _index = -1;
    private long _opened;

    /// <summary>Creates an instance that does not check the order of the events.</summary>
    public ChunkExpander() { }

    /// <summary>Creates an instance that also checks the order of the events.</summary>
    /// <param name="verifier">The verifier of the expanded events. Nothing else should use it.</param>
    /// <exception cref="ArgumentNullException">The verifier is null.</exception>
    public ChunkExpander(RunVerifier verifier) => _verifier = Argument.NotNull(verifier, nameof(verifier));

    /// <summary>Appends the events that an event stands for: itself, if it is no chunk, after the ends of the streams that it ends.</summary>
    /// <remarks>
    /// An event that breaks a rule changes nothing: the next chunk continues the streams that were open before it. A verifier
    /// that only reports lets such an event pass, unless it is a chunk that cannot be expanded.
    /// </remarks>
    /// <param name="next">The event.</param>
    /// <param name="output">The collection to add to. Of an event that breaks a rule, it gets the ends of streams that come before the fault.</param>
    /// <returns>The rule that the event breaks, with the index of the event before expansion, or null.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public RunViolation? Expand(Event next, ICollection<Event> output)
    {
        Argument.NotNull(next, nameof(next));
        Argument.NotNull(output, nameof(output));
        _index++;
        _expanded.Clear();
        RunViolation? violation = null;
        if (Chunk.TryRead(next, out Chunk chunk))
        {
            violation = Expand(chunk);
        }
        else
        {
            EndFor(next);
            _expanded.Events.Add(next);
        }

        int accepted = _expanded.Events.Count;
        if (_verifier is not null && violation is null)
        {
            violation = Verify(_verifier, ref accepted);
        }

        if (accepted == _expanded.Events.Count)
        {
            _lanes.Change(_expanded);
        }

        for (int i = 0; i < accepted; i++)
        {
            output.Add(_expanded.Events[i]);
        }

        return violation;
    }

    /// <summary>Replaces the chunks of a stream of events.</summary>
    /// <exception cref="ArgumentNullException">The events, or one of them, are null.</exception>
    /// <exception cref="RunViolationException">A chunk breaks a rule. It is thrown while the result is enumerated.</exception>
    public static IEnumerable<Event> ExpandAll(IEnumerable<Event> events)
    {
        return Expanded(Argument.NotNull(events, nameof(events)));

        static IEnumerable<Event> Expanded(IEnumerable<Event> events)
        {
            ChunkExpander expander = new();
            List<Event> output = [];
            foreach (Event next in events)
            {
                if (expander.Expand(next, output) is { } violation)
                {
                    throw new RunViolationException(violation);
                }

                foreach (Event part in output)
                {
                    yield return part;
                }

                output.Clear();
            }
        }
    }

    private RunViolation? Expand(in Chunk chunk)
    {
        RunViolation? violation = FindLane(chunk, out ChunkStream? stream);
        if (violation is not null)
        {
            return violation;
        }

        if (stream is not null && stream.Kind == chunk.Kind && (chunk.Id is null || chunk.Id == stream.Id))
        {
            return Continue(stream, chunk);
        }

        if (chunk.Id is null)
        {
            return Violation(
                RunRule.ChunkWithoutId,
                chunk,
                "It continues nothing, and does not say what it begins.",
                $"a {IdName(chunk.Kind)} in the first chunk"
            );
        }

        if (chunk.Source is Event.ToolCallChunk { ToolCallName: null })
        {
            return Violation(
                RunRule.ChunkWithoutName,
                chunk,
                $"It begins the tool call {RunViolation.Show(chunk.Id)}, and does not name the tool.",
                "a toolCallName in the first chunk",
                [chunk.Id]
            );
        }

        if (stream is not null)
        {
            _expanded.End(stream);
        }

        ChunkStream opened = ChunkStream.Open(chunk, _opened++);
        _expanded.Open(opened);
        if (chunk.Delta is not null || chunk.RawEvent is not null)
        {
            _expanded.Events.Add(opened.Content(chunk));
        }

        return null;
    }

    /// <summary>Finds the open stream of the lane that a chunk belongs to, whether the chunk continues or ends it.</summary>
    private RunViolation? FindLane(in Chunk chunk, out ChunkStream? stream)
    {
        stream = chunk.Id is null ? null : _lanes.With(chunk.Kind, chunk.Id);
        if (stream is not null)
        {
            return chunk.Owner is null || chunk.Owner == stream.Owner
                ? null
                : Violation(
                    RunRule.ChunkOwner,
                    chunk,
                    $"It comes from {RunViolation.ShowOwner(chunk.Owner)}, and {RunViolation.Show(stream.Id)} belongs to"
                        + $" {RunViolation.ShowOwner(stream.Owner)}.",
                    stream.Owner is null
                        ? "no subagentRunId"
                        : $"the subagentRunId {RunViolation.Show(stream.Owner)}, or none",
                    [stream.Id]
                );
        }

        stream = _lanes.Of(new Owner(chunk.Owner));
        bool isFree = chunk.Id is null && chunk.Owner is null && stream?.Kind != chunk.Kind;
        if (isFree && _lanes.CountOf(chunk.Kind) > 1)
        {
            return Violation(
                RunRule.ChunkAmbiguous,
                chunk,
                $"It can continue each of {_lanes.CountOf(chunk.Kind)} open streams.",
                $"a {IdName(chunk.Kind)} or a subagentRunId"
            );
        }

        if (isFree && _lanes.CountOf(chunk.Kind) == 1)
        {
            stream = _lanes.OnlyOne(chunk.Kind);
        }

        return null;
    }

    private RunViolation? Continue(ChunkStream stream, in Chunk chunk)
    {
        if (stream.Difference(chunk) is { } difference)
        {
            return Violation(
                RunRule.ChunkField,
                chunk,
                $"It continues {RunViolation.Show(stream.Id)} with the {difference.Name}"
                    + $" {RunViolation.Show(difference.Says)}.",
                difference.Began is null
                    ? $"no {difference.Name}, as in the first chunk"
                    : $"{RunViolation.Show(difference.Began)}, as in the first chunk, or none",
                [stream.Id]
            );
        }

        if (chunk.Delta is not null || chunk.RawEvent is not null || chunk.Metadata is not null)
        {
            _expanded.Events.Add(stream.Content(chunk));
        }

        return null;
    }

    private void EndFor(Event next)
    {
        if (_lanes.Count == 0)
        {
            return;
        }

        LaneEnd end = LaneEnd.Of(next);
        if (end.What == LaneEnd.Reach.AllLanes)
        {
            foreach (ChunkStream stream in _lanes.InOrder())
            {
                _expanded.End(stream);
            }
        }
        else if (end.What == LaneEnd.Reach.OwnLane && _lanes.Of(end.Owner) is { } stream)
        {
            _expanded.End(stream);
        }
    }

    /// <summary>Checks the events of the expansion. If one is refused, the streams that the others end are open again.</summary>
    private RunViolation? Verify(RunVerifier verifier, ref int accepted)
    {
        RunViolation? first = null;
        for (int i = 0; i < accepted; i++)
        {
            if (verifier.Check(_expanded.Events[i]) is not { } violation)
            {
                continue;
            }

            first ??= violation.At(_index);
            if (!verifier.ReportsOnly)
            {
                accepted = i;
                verifier.Reopen(_expanded.Events.Take(i));
            }
        }

        return first;
    }

    private static string IdName(ChunkKind kind) => kind == ChunkKind.ToolCall ? "toolCallId" : "messageId";

    private RunViolation Violation(
        RunRule rule,
        in Chunk chunk,
        string message,
        string expected,
        WireList<string> ids = default
    ) => new(rule, _index, chunk.Source.Tag, message, expected, ids);
}
