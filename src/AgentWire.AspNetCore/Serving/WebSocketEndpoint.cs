using AgentWire.Streaming;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace AgentWire.AspNetCore.Serving;

/// <summary>Accepts WebSockets, and closes them with what the client has to know.</summary>
internal static class WebSocketEndpoint
{
    public static async Task ServeAsync(
        HttpContext context,
        WireWebSocketOptions options,
        Func<ServedWebSocket, CancellationToken, Task> handler
    )
    {
        if (RefusalStatus(context, options) is { } status)
        {
            await RefuseAsync(context, status).ConfigureAwait(false);
            return;
        }

        ServedWebSocket socket = new(
            await context
                .WebSockets.AcceptWebSocketAsync(
                    new WebSocketAcceptContext { KeepAliveInterval = options.KeepAliveInterval }
                )
                .ConfigureAwait(false),
            context,
            options
        );
        using (socket)
        using (
            ServerLifetime
                .Stopping(context)
                .UnsafeRegister(static state => _ = ((ServedWebSocket)state!).EndAsync(CloseReason.Stopping), socket)
        )
        {
            CloseReason reason = CloseReason.ServerError;
            try
            {
                await handler(socket, socket.Ended).ConfigureAwait(false);
                reason = CloseReason.Done;
            }
            catch (OperationCanceledException) when (socket.Ended.IsCancellationRequested)
            {
                reason = CloseReason.Done;
            }
            catch (WireStreamException) when (socket.Fault is not null)
            {
                reason = socket.Fault;
            }
            catch (WireStreamException) when (socket.IsEnding)
            {
                reason = CloseReason.Done;
            }
            finally
            {
                await socket.EndAsync(reason).ConfigureAwait(false);
            }
        }
    }

    private static int? RefusalStatus(HttpContext context, WireWebSocketOptions options)
    {
        if (context.Features.Get<IHttpWebSocketFeature>() is null)
        {
            throw new InvalidOperationException("A WebSocket endpoint needs UseWebSockets before it.");
        }

        return !context.WebSockets.IsWebSocketRequest ? StatusCodes.Status426UpgradeRequired
            : !OriginCheck.Allows(context.Request, options.AllowedOrigins) ? StatusCodes.Status403Forbidden
            : null;
    }

    private static async Task RefuseAsync(HttpContext context, int status)
    {
        ServerLog.Refused(context, status);
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status426UpgradeRequired)
        {
            context.Response.Headers.Upgrade = "websocket";
        }

        // TypedResults.Problem would want a resolver of the application under AOT.
        if (context.RequestServices.GetService<IProblemDetailsService>() is { } problems)
        {
            await problems
                .TryWriteAsync(new() { HttpContext = context, ProblemDetails = { Status = status } })
                .ConfigureAwait(false);
        }
    }
}
