using System.Collections.Concurrent;
using AgentWire.Streaming;

namespace AgentWire.Testing.Logs;

/// <summary>One run of a check, with its stores.</summary>
internal sealed class LogStoreScope(LogStoreFactory factory, CancellationToken token)
{
    private readonly ConcurrentBag<WireLogStore> _stores = [];

    /// <summary>Gets the token that is cancelled at the time limit.</summary>
    public CancellationToken Token { get; } = token;

    /// <summary>Gets what the check does now, as the subject of a sentence.</summary>
    public string Step { get; private set; } = "The check";

    public async Task<CheckedStore> CreateAsync(int? maxMessages = null)
    {
        Doing("CreateAsync of the factory");
        return Own(await factory.CreateAsync(maxMessages, Token).ConfigureAwait(false));
    }

    public async Task<CheckedStore> ReopenAsync(CheckedStore store)
    {
        Doing("ReopenAsync of the factory");
        return Own(await factory.ReopenAsync(store.Store, Token).ConfigureAwait(false));
    }

    public void Doing(string step) => Step = step;

    public async Task DisposeAsync()
    {
        foreach (WireLogStore store in _stores)
        {
            try
            {
                await store.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The check has found what is wrong, or disposing is not its subject.
            }
        }
    }

    private CheckedStore Own(WireLogStore store)
    {
        _stores.Add(store);
        return new CheckedStore(store, this);
    }
}
