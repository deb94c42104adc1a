using AgentWire.Streaming;

namespace AgentWire.Testing.Tests;

/// <summary>A log as a list, which several stores can use, like a server.</summary>
internal sealed class ListLog(Fault fault, int? maxMessages)
{
    public object Gate { get; } = new();

    public string Epoch { get; } = fault == Fault.HasOneEpochForAll ? "epoch" : Guid.NewGuid().ToString("N");

    public int? MaxMessages { get; } = maxMessages;

    /// <summary>Gets the messages that are kept.</summary>
    public List<WireLogEntry> Entries { get; } = [];

    public long Last { get; set; }

    public long? Sequence { get; set; }

    public WireLogEnd? End { get; set; }

    public bool IsDisposed { get; set; }

    public List<(ListStore Store, TaskCompletionSource Source)> Waiting { get; } = [];

    public long First => Entries.Count == 0 ? Last + 1 : Entries[0].Number;
}
