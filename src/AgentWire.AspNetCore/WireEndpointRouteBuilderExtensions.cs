using AgentWire.AspNetCore.Serving;
using AgentWire.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AgentWire.AspNetCore;

/// <summary>Maps endpoints that serve messages of a contract.</summary>
public static class WireEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps a WebSocket endpoint, over HTTP/1.1 and HTTP/2. The application needs <c>UseWebSockets</c> before it. A handler that wants more of the
    /// request is mapped with MapGet and <see cref="WireResults.WebSocket{TIn,TOut}"/>.
    /// </summary>
    /// <param name="endpoints">Where the endpoint is added.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="incoming">Reads what the client sends.</param>
    /// <param name="outgoing">Writes what is sent to it.</param>
    /// <param name="handler">Has a connection until it returns, as for <see cref="WireResults.WebSocket{TIn,TOut}"/>.</param>
    /// <param name="options">How connections are served.</param>
    /// <returns>The endpoint, for further conventions.</returns>
    /// <exception cref="ArgumentNullException">An argument other than the options is null.</exception>
    public static IEndpointConventionBuilder MapWireWebSocket<TIn, TOut>(
        this IEndpointRouteBuilder endpoints,
        string pattern,
        WireCodec<TIn> incoming,
        WireCodec<TOut> outgoing,
        Func<WireConnection<TIn, TOut>, CancellationToken, Task> handler,
        WireWebSocketOptions? options = null
    )
        where TIn : notnull
        where TOut : notnull
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        WebSocketHttpResult<TIn, TOut> result = WireResults.WebSocket(incoming, outgoing, handler, options);
        RequestDelegate serve = context => result.ExecuteAsync(context);
        IEndpointConventionBuilder endpoint = endpoints.MapMethods(pattern, [HttpMethods.Get], serve);
        endpoint.Add(builder =>
        {
            // Only endpoints with a method are described to OpenAPI.
            builder.Metadata.Add(serve.Method);
            EventMetadata.AddWebSocket<TOut>(builder);
        });
        return endpoint;
    }
}
