using AgentWire.Streaming;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace AgentWire.AspNetCore.Serving;

/// <summary>Serves a WebSocket until it returns, or until the token is cancelled.</summary>
internal delegate Task WebSocketHandler(ServedWebSocket socket, CancellationToken ended);

/// <summary>Accepts WebSockets, and closes them with a status for the client.</summary>
internal static class WebSocketEndpoint
{
    /// <summary>Serves a request for a WebSocket.</summary>
    /// <param name="context">The request.</param>
    /// <param name="codec">The codec of the messages by whose dialect the stream is counted.</param>
    /// <param name="options">The options.</param>
    /// <param name="open">Called before the WebSocket is accepted. Returns null if it has answered the request instead.</param>
    public static async Task ServeAsync(
        HttpContext context,
        WireCodec codec,
        WireWebSocketOptions options,
        Func<ValueTask<WebSocketHandler?>> open
    )
    {
        if (Refusal(context, options) is { } refusal)
        {
            await RefuseAsync(context, refusal.Status, refusal.Reason).ConfigureAwait(false);
            return;
        }

        if (await open().ConfigureAwait(false) is not { } handler)
        {
            return;
        }

        ServedWebSocket socket = new(
            await context
                .WebSockets.AcceptWebSocketAsync(
                    new WebSocketAcceptContext
                    {
                        KeepAliveInterval = options.KeepAliveInterval,
                        SubProtocol = context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(
                            options.SubProtocols.Contains
                        ),
                    }
                )
                .ConfigureAwait(false),
            context,
            options
        )
        {
            Telemetry = WireStreamTelemetry.Serve(codec, null, options.TimeProvider),
        };
        Exception? failure = null;
        using (socket)
        using (
            ServerStop
                .Token(context)
                .UnsafeRegister(static state => _ = ((ServedWebSocket)state!).EndAsync(CloseReason.Stopping), socket)
        )
        {
            try
            {
                if (!await ServerStop.WaitAsync(context, options, HandleAsync(socket, handler)).ConfigureAwait(false))
                {
                    await socket.EndAsync(CloseReason.Stopping).ConfigureAwait(false);
                }
            }
            catch (Exception exception)
            {
                failure = exception;
                throw;
            }
            finally
            {
                socket.Telemetry.Close(socket.Cause, failure);
            }
        }
    }

    private static async Task HandleAsync(ServedWebSocket socket, WebSocketHandler handler)
    {
        // A handler can block its thread, so another thread watches for the stop of the server.
        await Task.Yield();
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

    private static (int Status, string Reason)? Refusal(HttpContext context, WireWebSocketOptions options)
    {
        if (context.Features.Get<IHttpWebSocketFeature>() is null)
        {
            throw new InvalidOperationException("A WebSocket endpoint requires UseWebSockets before it.");
        }

        return !context.WebSockets.IsWebSocketRequest
                ? (StatusCodes.Status426UpgradeRequired, "it is not a WebSocket request")
            : OriginCheck.Refusal(context, options.AllowedOrigins) is { } reason
                ? (StatusCodes.Status403Forbidden, reason)
            : null;
    }

    private static async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        ServerLog.Refused(context, status, reason);
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status426UpgradeRequired)
        {
            context.Response.Headers.Upgrade = "websocket";
        }

        // Under AOT, TypedResults.Problem would need a resolver of the application.
        if (context.RequestServices.GetService<IProblemDetailsService>() is { } problems)
        {
            await problems
                .TryWriteAsync(new() { HttpContext = context, ProblemDetails = { Status = status } })
                .ConfigureAwait(false);
        }
    }
}
