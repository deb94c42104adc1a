using AgentWire.Streaming;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace AgentWire.AspNetCore.Serving;

/// <summary>Serves messages as the body of a response.</summary>
internal static class ResponseStream
{
    public static async Task ServeAsync<T>(
        HttpContext context,
        WireFraming framing,
        WireCodec<T> codec,
        MessageSender<T> send,
        WireServerOptions options
    )
        where T : notnull
    {
        WriteHeaders(context, framing);
        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            ServerStop.Token(context)
        );
        WireStreamTelemetry telemetry = WireStreamTelemetry.Serve(codec, framing, options.TimeProvider);
        GuardedBody body = new(context, options);
        WireStreamOptions sending = new() { LeaveOpen = true, Telemetry = telemetry };
        WireStreamWriter<T> writer = WireStreamWriter.Create(body, framing, codec, sending);
        Task<bool> serving = SendAllAsync(body, writer, send, options, gone.Token);
        Exception? failure = null;
        try
        {
            await ServerStop.WaitAsync(context, options, serving).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            bool isDone = serving is { IsCompletedSuccessfully: true, Result: true };
            telemetry.Close(
                body.IsSlow ? WireCloseReason.SlowClient
                    : failure is not null ? WireCloseReason.ServerError
                    : isDone && !context.RequestAborted.IsCancellationRequested ? WireCloseReason.Completed
                    : ServerStop.Token(context).IsCancellationRequested ? WireCloseReason.ServerStopping
                    : WireCloseReason.Disconnected,
                failure
            );
        }
    }

    /// <summary>Sends all messages, unless the client disconnects or the server stops.</summary>
    /// <returns>Whether all messages were sent.</returns>
    private static async Task<bool> SendAllAsync<T>(
        GuardedBody body,
        WireStreamWriter<T> writer,
        MessageSender<T> send,
        WireServerOptions options,
        CancellationToken token
    )
        where T : notnull
    {
        // A producer can block its thread, so another thread watches for the stop of the server.
        await Task.Yield();
        try
        {
            await body.FlushAsync(token).ConfigureAwait(false);
            KeepAlive keepAlive = new(() => writer.WriteKeepAliveAsync(token), options);
            await using (keepAlive.ConfigureAwait(false))
            {
                return await send(writer, keepAlive.Reset, token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The client disconnected before the first message.
            return false;
        }
        catch (WireLogGoneException)
        {
            // The client is behind what the log keeps. If it comes back with its position, it is told.
            body.OnSlow();
            return false;
        }
        finally
        {
            await body.DrainAsync().ConfigureAwait(false);
        }
    }

    private static void WriteHeaders(HttpContext context, WireFraming framing)
    {
        context.Response.ContentType = framing.ContentType;
        if (StringValues.IsNullOrEmpty(context.Response.Headers.CacheControl))
        {
            context.Response.Headers.CacheControl = "no-cache";
        }

        // Reverse proxies such as nginx would hold the messages back.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
    }
}
