using AgentWire.AgUi;
using AgentWire.Runs.Verification;

namespace AgentWire.Runs.Expansion;

/// <summary>Finds the messages and tool calls that chunks can carry without a loss.</summary>
internal sealed class CollapsiblePieces
{
    private readonly Dictionary<Owner, Candidate> _lanes = [];
    private readonly HashSet<(ChunkKind Kind, string Id)> _open = [];
    private readonly HashSet<int> _found = [];

    /// <summary>Returns the indexes of the events that chunks can replace.</summary>
    public static HashSet<int> In(Event[] events)
    {
        CollapsiblePieces pieces = new();
        for (int i = 0; i < events.Length; i++)
        {
            pieces.Add(i, events[i]);
        }

        return pieces._found;
    }

    private void Add(int index, Event next)
    {
        MessagePiece? piece = MessagePiece.Of(next);
        LaneEnd end = LaneEnd.Of(next);
        if (piece is not null && _lanes.TryGetValue(end.Owner, out Candidate? open) && open.Continues(piece))
        {
            open.Indexes.Add(index);
            open.EndsAt = piece.What == MessagePiece.Part.End ? index : -1;
            return;
        }

        if (end.What == LaneEnd.Reach.AllLanes)
        {
            foreach (Candidate candidate in _lanes.Values)
            {
                Close(candidate, index);
            }

            _lanes.Clear();
            _open.Clear();
        }
        else if (end.What == LaneEnd.Reach.OwnLane && _lanes.TryGetValue(end.Owner, out Candidate? closed))
        {
            // A chunk with the same identifier would continue the message, and not begin it again.
            bool repeats = piece is not null && closed.Start.Kind == piece.Kind && closed.Start.Id == piece.Id;
            Close(closed, index);
            _lanes.Remove(end.Owner);
            _open.Remove((closed.Start.Kind, closed.Start.Id));
            if (repeats)
            {
                return;
            }
        }

        // Of two open streams with the same identifier, a chunk could continue only one.
        if (piece is { What: MessagePiece.Part.Start, IsPlain: true } && _open.Add((piece.Kind, piece.Id)))
        {
            _lanes.Add(end.Owner, new Candidate(piece, index));
        }
    }

    /// <summary>Takes a candidate whose end stands right before the event that ends its stream of chunks.</summary>
    private void Close(Candidate candidate, int index)
    {
        if (candidate.EndsAt == index - 1)
        {
            _found.UnionWith(candidate.Indexes);
        }
    }

    private sealed class Candidate(MessagePiece start, int index)
    {
        public MessagePiece Start => start;

        public List<int> Indexes { get; } = [index];

        /// <summary>Gets the index of the end, or -1 before it.</summary>
        public int EndsAt { get; set; } = -1;

        public bool Continues(MessagePiece piece) =>
            EndsAt < 0
            && piece.What != MessagePiece.Part.Start
            && piece.Kind == start.Kind
            && piece.Id == start.Id
            && piece.IsPlain;
    }
}
