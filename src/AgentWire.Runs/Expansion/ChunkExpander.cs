using AgentWire.AgUi;
using AgentWire.Runs.Expansion;
using AgentWire.Runs.Verification;

namespace AgentWire.Runs;

/// <summary>
/// Replaces chunks with what they stand for: the beginning, the content and the end of text messages, tool calls and
/// reasoning messages.
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
    private long _index = -1;
    private long _opened;

    /// <summary>Appends the events that an event stands for: itself, if it is no chunk, after the ends of the streams that it ends.</summary>
    /// <param name="next">The event.</param>
    /// <param name="output">The collection to add to. It is not changed if the event breaks a rule.</param>
    /// <returns>The rule that the event breaks, or null.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public RunViolation? Expand(Event next, ICollection<Event> output)
    {
        Argument.NotNull(next, nameof(next));
        Argument.NotNull(output, nameof(output));
        _index++;
        if (Chunk.TryRead(next, out Chunk chunk))
        {
            return Expand(chunk, output);
        }

        if (_lanes.Count > 0)
        {
            EndFor(next, output);
        }

        output.Add(next);
        return null;
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

    private RunViolation? Expand(in Chunk chunk, ICollection<Event> output)
    {
        RunViolation? violation = FindLane(chunk, out ChunkStream? stream);
        if (violation is not null)
        {
            return violation;
        }

        if (stream is not null && stream.Kind == chunk.Kind && (chunk.Id is null || chunk.Id == stream.Id))
        {
            return Continue(stream, chunk, output);
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
            End(stream, output);
        }

        stream = ChunkStream.Open(chunk, _opened++);
        _lanes.Add(stream);
        output.Add(stream.Start());
        if (chunk.Delta is not null || chunk.RawEvent is not null)
        {
            output.Add(stream.Content(chunk));
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

    private RunViolation? Continue(ChunkStream stream, in Chunk chunk, ICollection<Event> output)
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
            output.Add(stream.Content(chunk));
        }

        return null;
    }

    private void EndFor(Event next, ICollection<Event> output)
    {
        LaneEnd end = LaneEnd.Of(next);
        if (end.What == LaneEnd.Reach.AllLanes)
        {
            foreach (ChunkStream stream in _lanes.RemoveAll())
            {
                output.Add(stream.End());
            }
        }
        else if (end.What == LaneEnd.Reach.OwnLane && _lanes.Of(end.Owner) is { } stream)
        {
            End(stream, output);
        }
    }

    private void End(ChunkStream stream, ICollection<Event> output)
    {
        _lanes.Remove(stream);
        output.Add(stream.End());
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
