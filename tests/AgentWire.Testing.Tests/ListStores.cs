using AgentWire.Streaming;

namespace AgentWire.Testing.Tests;

/// <summary>Creates stores that have a fault, or none.</summary>
internal sealed class ListStores(Fault fault) : LogStoreFactory
{
    /// <summary>A check of a faulty store can wait for ever.</summary>
    public override TimeSpan TimeLimit => fault == Fault.None ? base.TimeLimit : TimeSpan.FromSeconds(1);

    public override ValueTask<WireLogStore> CreateAsync(int? maxMessages, CancellationToken cancellationToken) =>
        new(new ListStore(new(fault, maxMessages), fault));

    public override ValueTask<WireLogStore> ReopenAsync(WireLogStore store, CancellationToken cancellationToken) =>
        new(((ListStore)store).Reopen());
}
