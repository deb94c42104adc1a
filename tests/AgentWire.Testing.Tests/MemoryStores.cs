using AgentWire.Streaming;

namespace AgentWire.Testing.Tests;

internal sealed class MemoryStores : LogStoreFactory
{
    public override ValueTask<WireLogStore> CreateAsync(int? maxMessages, CancellationToken cancellationToken) =>
        new(new MemoryLogStore(new() { MaxMessages = maxMessages }));
}
