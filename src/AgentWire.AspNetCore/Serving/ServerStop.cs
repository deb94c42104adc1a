using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgentWire.AspNetCore.Serving;

/// <summary>Handles the stop of the server, which no client and no producer can delay.</summary>
internal static class ServerStop
{
    /// <summary>Gets the token that is cancelled when the server begins to stop, because a stream that continues would delay the stop.</summary>
    public static CancellationToken Token(HttpContext context) =>
        context.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;

    /// <summary>
    /// Waits for the task that serves a client, and has its result. Twice the close timeout after the server began to stop, the
    /// task is abandoned and the connection is cut: once for the connection to end, and once for the code that reacts to this.
    /// </summary>
    /// <returns>Whether the task has ended.</returns>
    public static async Task<bool> WaitAsync(HttpContext context, WireServerOptions options, Task serving)
    {
        CancellationToken stopping = Token(context);
        await serving.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stopping.IsCancellationRequested && context.Features.Get<IConnectionLifetimeFeature>() is { } connection)
        {
            bool isShared =
                !HttpProtocol.IsHttp11(context.Request.Protocol) && !HttpProtocol.IsHttp10(context.Request.Protocol);
            _ = CutAsync(connection, isShared, options, context.RequestAborted);
        }

        for (int i = 0; i < 2 && !serving.IsCompleted; i++)
        {
            await serving
                .WaitAsync(options.CloseTimeout, options.TimeProvider)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (serving.IsCompleted)
        {
            await serving.ConfigureAwait(false);
            return true;
        }

        ServerLog.LeftBehind(context);
        // No other code observes how it ends.
        _ = serving.ContinueWith(
            static left => left.Exception,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        return false;
    }

    /// <summary>
    /// Cuts a connection that the client keeps open. The transport can hold data that the client does not accept, even if the
    /// response has ended. A connection that other requests share is cut only if this request had to be cut.
    /// </summary>
    private static async Task CutAsync(
        IConnectionLifetimeFeature connection,
        bool isShared,
        WireServerOptions options,
        CancellationToken aborted
    )
    {
        CancellationToken closed = connection.ConnectionClosed;
        for (int i = 0; i < 2 && !closed.IsCancellationRequested; i++)
        {
            await Task.Delay(options.CloseTimeout, options.TimeProvider, closed)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!closed.IsCancellationRequested && (!isShared || aborted.IsCancellationRequested))
        {
            connection.Abort();
        }
    }
}
