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
        IAsyncEnumerable<T> messages,
        WireServerOptions options
    )
        where T : notnull
    {
        WriteHeaders(context, framing);
        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            ServerStop.Token(context)
        );
        Task sending = SendAllAsync(new GuardedBody(context, options), framing, codec, messages, options, gone.Token);
        await ServerStop.WaitAsync(context, options, sending).ConfigureAwait(false);
    }

    private static async Task SendAllAsync<T>(
        GuardedBody body,
        WireFraming framing,
        WireCodec<T> codec,
        IAsyncEnumerable<T> messages,
        WireServerOptions options,
        CancellationToken token
    )
        where T : notnull
    {
        // A producer can block its thread, so another thread watches for the stop of the server.
        await Task.Yield();
        WireStreamWriter<T> writer = WireStreamWriter.Create(body, framing, codec, new() { LeaveOpen = true });
        try
        {
            await body.FlushAsync(token).ConfigureAwait(false);
            KeepAlive keepAlive = new(() => writer.WriteKeepAliveAsync(token), options);
            await using (keepAlive.ConfigureAwait(false))
            {
                await Producer.RunAsync(messages, writer, keepAlive.Reset, token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The client disconnected before the first message.
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

        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
    }
}
