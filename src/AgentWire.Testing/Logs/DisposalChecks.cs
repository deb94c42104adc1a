namespace AgentWire.Testing.Logs;

/// <summary>What disposing promises.</summary>
internal static class DisposalChecks
{
    public static async Task DisposeAsync(LogStoreScope scope)
    {
        CheckedStore store = await scope.CreateAsync().ConfigureAwait(false);
        await store.AppendAsync(1).ConfigureAwait(false);
        Task[] waiting = [WaitForEverAsync(store), WaitForEverAsync(store)];
        await Task.Delay(100, scope.Token).ConfigureAwait(false);
        scope.Doing("DisposeAsync");
        await store.Store.DisposeAsync().ConfigureAwait(false);
        foreach (Task wait in waiting)
        {
            scope.Doing("A wait when the store was disposed");
            await RefusedAsync(() => wait, "A call that waits when the store is disposed").ConfigureAwait(false);
        }

        await RefusedAsync(() => store.AppendAsync(2).AsTask(), "AppendAsync after DisposeAsync").ConfigureAwait(false);
        await RefusedAsync(() => store.StateAsync(), "ReadAsync after DisposeAsync").ConfigureAwait(false);
        await RefusedAsync(() => store.EndAsync().AsTask(), "EndAsync after DisposeAsync").ConfigureAwait(false);
        await RefusedAsync(() => store.WaitAsync(2).AsTask(), "WaitAsync after DisposeAsync").ConfigureAwait(false);
        scope.Doing("The second DisposeAsync");
        await store.Store.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task RefusedAsync(Func<Task> call, string what) =>
        await Thrown.ByAsync<ObjectDisposedException>(call, what).ConfigureAwait(false);

    private static async Task WaitForEverAsync(CheckedStore store)
    {
        while (true)
        {
            await store.WaitAsync(2).ConfigureAwait(false);
            await Task.Yield();
        }
    }
}
