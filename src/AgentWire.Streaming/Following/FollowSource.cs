using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming.Following;

/// <summary>Opens the connections of a follower.</summary>
internal abstract class FollowSource<T>
    where T : notnull
{
    /// <summary>Gets whether the last request can be repeated although nothing says where to continue.</summary>
    public abstract bool IsSafe { get; }

    /// <summary>Gets whether the server can have received a request if an attempt does not end in time.</summary>
    public abstract bool SendsToOpen { get; }

    /// <summary>Gets the time in which something must arrive if the options do not say it.</summary>
    public abstract TimeSpan SilenceTimeout { get; }

    /// <summary>Tries once to open a connection.</summary>
    /// <param name="cursor">The position to continue after, or null if there is none.</param>
    /// <param name="cancellationToken">The token that ends the attempt. Any exception can be thrown after that.</param>
    public abstract Task<FollowAnswer<T>> OpenAsync(string? cursor, CancellationToken cancellationToken);

    /// <summary>
    /// Returns whether an exception means that the attempt has failed. Any other one says that the program is wrong, and goes to
    /// the caller.
    /// </summary>
    private protected static bool IsFailure(Exception exception) =>
        TransportFault.Is(exception)
        && exception is not (ArgumentException or InvalidOperationException or NotSupportedException or WireException);

    /// <summary>
    /// Waits for an operation, but not longer than until the token is cancelled, even if the operation ignores the token. What the
    /// operation then still gets is disposed.
    /// </summary>
    private protected static async Task<TResult> InTimeAsync<TResult>(
        Task<TResult> operation,
        CancellationToken cancellationToken
    )
    {
        if (!operation.IsCompleted)
        {
            TaskCompletionSource<bool> cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
            using CancellationTokenRegistration registration = cancellationToken.Register(
                static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true),
                cancelled
            );
            if (await Task.WhenAny(operation, cancelled.Task).ConfigureAwait(false) != operation)
            {
                _ = DropAsync(operation);
                throw new OperationCanceledException(cancellationToken);
            }
        }

        return await operation.ConfigureAwait(false);
    }

    private static Task DropAsync<TResult>(Task<TResult> operation) =>
        TransportFault.IgnoreAsync(async () => (await operation.ConfigureAwait(false) as IDisposable)?.Dispose());
}
