using System.Reflection;
using AgentWire.AspNetCore.Serving;
using AgentWire.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace AgentWire.AspNetCore;

/// <summary>
/// Sends messages over a WebSocket in one direction. Create it with <see cref="WireResults"/>. Requests are
/// refused, and connections are closed, as by <see cref="WireWebSocketHttpResult{TIn,TOut}"/>.
/// </summary>
/// <typeparam name="T">The contract type.</typeparam>
public sealed class WireWebSocketHttpResult<T> : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult
    where T : notnull
{
    private readonly WireCodec<T> _codec;
    private readonly IMessageSource<T> _source;
    private readonly WireWebSocketOptions _options;

    internal WireWebSocketHttpResult(WireCodec<T> codec, IMessageSource<T> source, WireWebSocketOptions options)
    {
        _codec = codec;
        _source = source;
        _options = options;
    }

    /// <summary>Gets the status code 101.</summary>
    public int StatusCode => StatusCodes.Status101SwitchingProtocols;

    int? IStatusCodeHttpResult.StatusCode => StatusCode;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return WebSocketEndpoint.ServeAsync(httpContext, _codec, _options, () => OpenAsync(httpContext));
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        EventMetadata.AddWebSocket<T>(builder);

    private async ValueTask<WebSocketHandler?> OpenAsync(HttpContext context) =>
        await _source.OpenAsync(context).ConfigureAwait(false) is { } send
            ? (socket, cancellationToken) => SendAllAsync(send, socket, cancellationToken)
            : null;

    private async Task SendAllAsync(MessageSender<T> send, ServedWebSocket socket, CancellationToken cancellationToken)
    {
        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task receiving = socket.DiscardAsync(gone);
        try
        {
            WireStreamOptions sending = new() { LeaveOpen = true, Telemetry = socket.Telemetry };
            WireStreamWriter<T> writer = WireStreamWriter.Create(socket, _codec, sending);
            await send(writer, null, gone.Token).ConfigureAwait(false);
        }
        catch (WireLogGoneException)
        {
            await socket.EndAsync(CloseReason.SlowClient).ConfigureAwait(false);
        }
        catch (WireLogFailedException exception)
        {
            await socket.EndAsync(CloseReason.Failed(exception.Message)).ConfigureAwait(false);
        }
        catch
        {
            await socket.EndAsync(CloseReason.ServerError).ConfigureAwait(false);
            throw;
        }
        finally
        {
            await socket.EndAsync(CloseReason.Done).ConfigureAwait(false);
            await receiving.ConfigureAwait(false);
        }
    }
}
