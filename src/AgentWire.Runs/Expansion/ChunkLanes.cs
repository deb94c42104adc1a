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

    public void Add(ChunkStream stream)
    {
        _byOwner.Add(new Owner(stream.Owner), stream);
        _byId.Add((stream.Kind, stream.Id), stream);
        _byKind[(int)stream.Kind].AddLast(stream.Node);
    }

    public void Remove(ChunkStream stream)
    {
        _byOwner.Remove(new Owner(stream.Owner));
        _byId.Remove((stream.Kind, stream.Id));
        _byKind[(int)stream.Kind].Remove(stream.Node);
    }

    /// <summary>Removes all streams, and returns them in the order in which they opened.</summary>
    public ChunkStream[] RemoveAll()
    {
        ChunkStream[] all = [.. _byOwner.Values.OrderBy(stream => stream.Order)];
        _byOwner.Clear();
        _byId.Clear();
        foreach (LinkedList<ChunkStream> streams in _byKind)
        {
            streams.Clear();
        }

        return all;
    }
}
