using System.Reflection;
using AgentWire.AspNetCore.Serving;
using AgentWire.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace AgentWire.AspNetCore;

/// <summary>
/// Serves a WebSocket in both directions. Create it with <see cref="WireResults.WebSocket{TIn,TOut}"/>, or map an endpoint
/// with <see cref="WireEndpointRouteBuilderExtensions.MapWireWebSocket"/>.
/// </summary>
/// <remarks>
/// A request that does not open a WebSocket is answered with status 426, and one from a foreign origin with 403. The response
/// contains problem details if the application has added their service. The close status tells the client why the connection
/// ends:
/// <list type="table">
/// <listheader><term>close status</term><description>reason</description></listheader>
/// <item><term>1000</term><description>the handler returned or was cancelled</description></item>
/// <item><term>1001</term><description>the server is stopping; the handler has the close timeout to end</description></item>
/// <item><term>1003</term><description>the handler did not catch the exception for a binary message</description></item>
/// <item><term>1007</term><description>the handler did not catch the exception for a message that is not valid; the description contains the code, the position and the cause</description></item>
/// <item><term>1008</term><description>the client is too slow to receive, or took too long to send a message</description></item>
/// <item><term>1009</term><description>the handler did not catch the exception for a message that is too long</description></item>
/// <item><term>1011</term><description>the handler threw any other exception, which is rethrown so that the server logs it</description></item>
/// </list>
/// A client that does not answer the close within <see cref="WireServerOptions.CloseTimeout"/> is disconnected.
/// </remarks>
/// <typeparam name="TIn">The type of the messages from the client.</typeparam>
/// <typeparam name="TOut">The type of the messages to the client.</typeparam>
public sealed class WireWebSocketHttpResult<TIn, TOut> : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult
    where TIn : notnull
    where TOut : notnull
{
    private readonly WireCodec<TIn> _incoming;
    private readonly WireCodec<TOut> _outgoing;
    private readonly Func<WireConnection<TIn, TOut>, CancellationToken, Task> _handler;
    private readonly WireWebSocketOptions _options;

    internal WireWebSocketHttpResult(
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

    /// <summary>Gets the status code 101.</summary>
    public int StatusCode => StatusCodes.Status101SwitchingProtocols;

    int? IStatusCodeHttpResult.StatusCode => StatusCode;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return WebSocketEndpoint.ServeAsync(httpContext, _incoming, _options, () => new(HandleAsync));
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
            Telemetry = socket.Telemetry,
        };

        // Distinguishes a message of this client that is not valid from one that the handler read elsewhere.
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
