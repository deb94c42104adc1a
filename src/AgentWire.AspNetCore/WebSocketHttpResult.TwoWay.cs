using System.Reflection;
using AgentWire.AspNetCore.Serving;
using AgentWire.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace AgentWire.AspNetCore;

/// <summary>
/// A WebSocket both ways; made by <see cref="WireResults.WebSocket{TIn,TOut}"/> and served by
/// <see cref="WireEndpointRouteBuilderExtensions.MapWireWebSocket"/>.
/// </summary>
/// <remarks>
/// A request that is none for a WebSocket is answered with status 426, one of a foreign origin with 403, with problem
/// details where the application has added their service. What the client is told when the connection ends:
/// <list type="table">
/// <listheader><term>close status</term><description>because</description></listheader>
/// <item><term>1000</term><description>the handler returned, or was cancelled</description></item>
/// <item><term>1001</term><description>the server stops; the handler has the close timeout to end</description></item>
/// <item><term>1003</term><description>the handler let through that a message was binary</description></item>
/// <item><term>1007</term><description>the handler let through that a message is unreadable; the reason names code, place and cause</description></item>
/// <item><term>1008</term><description>the client is too slow to receive, or took too long to send one message</description></item>
/// <item><term>1009</term><description>the handler let through that a message was too long</description></item>
/// <item><term>1011</term><description>the handler threw anything else, which is thrown on for the server to log</description></item>
/// </list>
/// A client that does not answer within <see cref="WireServerOptions.CloseTimeout"/> is cut off.
/// </remarks>
/// <typeparam name="TIn">What the client sends.</typeparam>
/// <typeparam name="TOut">What is sent to it.</typeparam>
public sealed class WebSocketHttpResult<TIn, TOut> : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult
    where TIn : notnull
    where TOut : notnull
{
    private readonly WireCodec<TIn> _incoming;
    private readonly WireCodec<TOut> _outgoing;
    private readonly Func<WireConnection<TIn, TOut>, CancellationToken, Task> _handler;
    private readonly WireWebSocketOptions _options;

    internal WebSocketHttpResult(
        WireCodec<TIn> incoming,
        WireCodec<TOut> outgoing,
        Func<WireConnection<TIn, TOut>, CancellationToken, Task> handler,
        WireWebSocketOptions options
    )
    {
        _incoming = incoming;
        _outgoing = outgoing;
        _handler = handler;
        _options = options;
    }

    /// <summary>101.</summary>
    public int StatusCode => StatusCodes.Status101SwitchingProtocols;

    int? IStatusCodeHttpResult.StatusCode => StatusCode;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return WebSocketEndpoint.ServeAsync(httpContext, _options, HandleAsync);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        EventMetadata.AddWebSocket<TOut>(builder);

    private async Task HandleAsync(ServedWebSocket socket, CancellationToken cancellationToken)
    {
        socket.MaxMessageBytes = _incoming.Options.MaxMessageBytes;
        WireException? unreadable = null;
        WireStreamOptions receive = _options.Receive with
        {
            LeaveOpen = true,
            OnUnreadable = _options.Receive.OnUnreadable ?? Refuse,
        };

        // Tells an unreadable message of this client from one that the handler met elsewhere.
        void Refuse(UnreadableMessage message)
        {
            unreadable = message.Error.ToException();
            throw unreadable;
        }

        WireConnection<TIn, TOut> connection = WireConnection.Create(socket, _incoming, _outgoing, receive);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                await _handler(connection, cancellationToken).ConfigureAwait(false);
            }
            catch (WireException exception) when (ReferenceEquals(exception, unreadable))
            {
                await socket.EndAsync(CloseReason.Unreadable(exception.Error)).ConfigureAwait(false);
            }
        }
    }
}
