using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgentWire.AspNetCore.Serving;

/// <summary>The server's stop, which no client and no producer may hold up.</summary>
internal static class ServerStop
{
    /// <summary>Cancelled when the server begins to stop: a stream that went on would hold it up.</summary>
    public static CancellationToken Token(HttpContext context) =>
        context.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;

    /// <summary>
    /// Ends with what serves a client, and as that does. Twice the close timeout after the server began to stop it is left
    /// to itself, and the connection is cut: once for the connection to end, and once for whoever learns of that.
    /// </summary>
    /// <returns>Whether it has ended.</returns>
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
        // Nobody else will look at how it ends.
        _ = serving.ContinueWith(
            static left => left.Exception,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        return false;
    }

    /// <summary>
    /// Cuts a connection that the client keeps: the transport may hold what it does not take, even if the response has
    /// ended. One that other requests share is cut only if this one had to be.
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
