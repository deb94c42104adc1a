using AgentWire.Runs.Verification;

namespace AgentWire.Runs.Expansion;

/// <summary>The open streams of chunks: one for each owner.</summary>
internal sealed class ChunkLanes
{
    private readonly Dictionary<Owner, ChunkStream> _byOwner = [];
    private readonly Dictionary<(ChunkKind Kind, string Id), ChunkStream> _byId = [];
    private readonly int[] _counts = new int[3];

    public int Count => _byOwner.Count;

    public ChunkStream? Of(Owner owner) => _byOwner.TryGetValue(owner, out ChunkStream? stream) ? stream : null;

    public ChunkStream? With(ChunkKind kind, string id) =>
        _byId.TryGetValue((kind, id), out ChunkStream? stream) ? stream : null;

    public int CountOf(ChunkKind kind) => _counts[(int)kind];

    /// <summary>Returns the only open stream of a kind.</summary>
    public ChunkStream OnlyOne(ChunkKind kind) => _byOwner.Values.Single(stream => stream.Kind == kind);

    public void Add(ChunkStream stream)
    {
        _byOwner.Add(new Owner(stream.Owner), stream);
        _byId.Add((stream.Kind, stream.Id), stream);
        _counts[(int)stream.Kind]++;
    }

    public void Remove(ChunkStream stream)
    {
        _byOwner.Remove(new Owner(stream.Owner));
        _byId.Remove((stream.Kind, stream.Id));
        _counts[(int)stream.Kind]--;
    }

    /// <summary>Removes all streams, and returns them in the order in which they opened.</summary>
    public ChunkStream[] RemoveAll()
    {
        ChunkStream[] all = [.. _byOwner.Values.OrderBy(stream => stream.Order)];
        _byOwner.Clear();
        _byId.Clear();
        Array.Clear(_counts, 0, _counts.Length);
        return all;
    }
}
