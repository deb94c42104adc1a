using AgentWire.Runs.Verification;

namespace AgentWire.Runs.Expansion;

/// <summary>The open streams of chunks: one for each owner.</summary>
internal sealed class ChunkLanes
{
    private readonly Dictionary<Owner, ChunkStream> _byOwner = [];
    private readonly Dictionary<(ChunkKind Kind, string Id), ChunkStream> _byId = [];
    private readonly LinkedList<ChunkStream>[] _byKind = [new(), new(), new()];

    public int Count => _byOwner.Count;

    public ChunkStream? Of(Owner owner) => _byOwner.TryGetValue(owner, out ChunkStream? stream) ? stream : null;

    public ChunkStream? With(ChunkKind kind, string id) =>
        _byId.TryGetValue((kind, id), out ChunkStream? stream) ? stream : null;

    public int CountOf(ChunkKind kind) => _byKind[(int)kind].Count;

    /// <summary>Returns the only open stream of a kind.</summary>
    public ChunkStream OnlyOne(ChunkKind kind) => _byKind[(int)kind].First!.Value;

    /// <summary>Returns the streams in the order in which they opened.</summary>
    public IEnumerable<ChunkStream> InOrder() => _byOwner.Values.OrderBy(stream => stream.Order);

    /// <summary>Removes the streams that an event ends, and adds the one that it opens.</summary>
    public void Change(ExpandedEvent expanded)
    {
        foreach (ChunkStream ended in expanded.Ended)
        {
            Remove(ended);
        }

        if (expanded.Opened is { } opened)
        {
            Add(opened);
        }
    }

    private void Add(ChunkStream stream)
    {
        _byOwner.Add(new Owner(stream.Owner), stream);
        _byId.Add((stream.Kind, stream.Id), stream);
        _byKind[(int)stream.Kind].AddLast(stream.Node);
    }

    private void Remove(ChunkStream stream)
    {
        _byOwner.Remove(new Owner(stream.Owner));
        _byId.Remove((stream.Kind, stream.Id));
        _byKind[(int)stream.Kind].Remove(stream.Node);
    }
}
