namespace AgentWire.Streaming.Transport;

/// <summary>
/// Handles exceptions of the transport. Any exception of a transport call is a failure of the transport, because streams,
/// pipes, sockets and their wrappers throw exceptions of any type.
/// </summary>
internal static class TransportFault
{
    /// <summary>Returns whether an exception concerns the transport, and not the process.</summary>
    public static bool Is(Exception exception) => exception is not OutOfMemoryException;

    /// <summary>Cancels a source. If the transport fails in its reaction, the failure is ignored.</summary>
    public static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (AggregateException)
        {
            // The cancellation failed. The current operation ends in another way.
        }
    }

    /// <summary>Runs a step of closing whose failure is ignored, because the transport may already be lost.</summary>
    public static async Task IgnoreAsync(Func<ValueTask> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception exception) when (Is(exception))
        {
            // The transport is closed in any case.
        }
    }
}
