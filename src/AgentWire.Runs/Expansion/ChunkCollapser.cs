using AgentWire.AgUi;
using AgentWire.Runs.Expansion;

namespace AgentWire.Runs;

/// <summary>
/// Replaces the beginning, the content and the end of messages and tool calls with chunks, where nothing is lost: expanding the
/// result gives equal events.
/// </summary>
/// <remarks>
/// A message becomes chunks if its end stands right before the event that ends a stream of chunks, if no other event ends it
/// earlier, and if its events say nothing that chunks cannot carry: a START with a role, an END with nothing but its
/// identifier, no <c>timestamp</c>, no unknown members, and the same <c>subagentRunId</c> everywhere. Other messages stay as
/// they are. To know this, the whole stream must be there: the collapser is for recorded streams.
/// </remarks>
public static class ChunkCollapser
{
    /// <summary>Replaces the events of messages and tool calls with chunks.</summary>
    /// <param name="events">The events of a run, in an order that <see cref="RunVerifier"/> accepts, and without chunks.</param>
    /// <exception cref="ArgumentNullException">The events, or one of them, are null.</exception>
    /// <exception cref="ArgumentException">There is a chunk among the events.</exception>
    public static IReadOnlyList<Event> Collapse(IEnumerable<Event> events)
    {
        Event[] all = [.. Argument.NotNull(events, nameof(events))];
        if (Array.Exists(all, each => Chunk.TryRead(each, out _)))
        {
            throw new ArgumentException("The events contain chunks. Expand them first.", nameof(events));
        }

        HashSet<int> collapsed = CollapsiblePieces.In(all);
        List<Event> output = [];
        for (int i = 0; i < all.Length; i++)
        {
            if (!collapsed.Contains(i))
            {
                output.Add(all[i]);
            }
            else if (MessagePiece.Of(all[i]) is { What: not MessagePiece.Part.End } piece)
            {
                Event chunk = piece.ToChunk();
                MessagePiece? next =
                    i + 1 < all.Length && collapsed.Contains(i + 1) ? MessagePiece.Of(all[i + 1]) : null;
                if (
                    piece.What == MessagePiece.Part.Start
                    && next is { What: MessagePiece.Part.Content } content
                    && piece.CanCarry(content)
                )
                {
                    chunk = piece.ToChunk(content);
                    i++;
                }

                output.Add(chunk);
            }
        }

        return output;
    }
}
