using AgentWire.AgUi;

namespace AgentWire.Runs.Expansion;

/// <summary>What one event stands for, and what it does to the open streams of chunks.</summary>
internal sealed class ExpandedEvent
{
    public List<Event> Events { get; } = [];

    /// <summary>Gets the streams that the event ends. Their ends are the first events.</summary>
    public List<ChunkStream> Ended { get; } = [];

    public ChunkStream? Opened { get; private set; }

    public void Clear()
    {
        Events.Clear();
        Ended.Clear();
        Opened = null;
    }

    public void End(ChunkStream stream)
    {
        Ended.Add(stream);
        Events.Add(stream.End());
    }

    public void Open(ChunkStream stream)
    {
        Opened = stream;
        Events.Add(stream.Start());
    }
}
