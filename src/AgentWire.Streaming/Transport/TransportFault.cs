namespace AgentWire.Streaming.Transport;

/// <summary>
/// Whatever a call of the transport throws is a failure of the transport: streams, pipes and sockets, and what wraps them,
/// throw exceptions of any type.
/// </summary>
internal static class TransportFault
{
    /// <summary>Whether an exception says something of the transport, and not of this process.</summary>
    public static bool Is(Exception exception) => exception is not OutOfMemoryException;

    /// <summary>Cancels. A transport whose own reaction to that fails ends in another way.</summary>
    public static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (AggregateException)
        {
            // It has failed to cancel; what is under way ends otherwise.
        }
    }

    /// <summary>Takes a step of closing, which need not succeed: the transport may be lost already.</summary>
    public static async Task IgnoreAsync(Func<ValueTask> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception exception) when (Is(exception))
        {
            // It is closed, one way or the other.
        }
    }
}
