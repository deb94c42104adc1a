using AgentWire.Streaming;

namespace AgentWire.AspNetCore.Serving;

internal static class Producer
{
    /// <summary>
    /// Writes messages until there are no more or the client disconnects. Exceptions of the producer, and exceptions for messages
    /// that cannot be written, are rethrown. A client that disconnects is not an error.
    /// </summary>
    /// <returns>Whether all messages were written.</returns>
    public static async Task<bool> RunAsync<T>(
        IAsyncEnumerable<T> messages,
        WireStreamWriter<T> writer,
        Action? onSent,
        CancellationToken gone
    )
        where T : notnull
    {
        IAsyncEnumerator<T> enumerator = messages.GetAsyncEnumerator(gone);
        await using (enumerator.ConfigureAwait(false))
        {
            try
            {
                while (await enumerator.MoveNextAsync().ConfigureAwait(false))
                {
                    if (!await TryWriteAsync(writer, enumerator.Current, gone).ConfigureAwait(false))
                    {
                        return false;
                    }

                    onSent?.Invoke();
                }

                return true;
            }
            catch (OperationCanceledException) when (gone.IsCancellationRequested)
            {
                // There is no client to write for.
                return false;
            }
        }
    }

    private static async ValueTask<bool> TryWriteAsync<T>(WireStreamWriter<T> writer, T message, CancellationToken gone)
        where T : notnull
    {
        try
        {
            await writer.WriteAsync(message, gone).ConfigureAwait(false);
            return true;
        }
        catch (WireStreamException)
        {
            return false;
        }
    }
}
