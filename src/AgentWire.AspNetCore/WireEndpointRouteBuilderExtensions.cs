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
    /// Maps a WebSocket endpoint, over HTTP/1.1 and HTTP/2. The application must call <c>UseWebSockets</c> before. If a handler
    /// needs more of the request, use MapGet with <see cref="WireResults.WebSocket{TIn,TOut}"/> instead.
    /// </summary>
    /// <param name="endpoints">The builder to which the endpoint is added.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="incoming">The codec of the messages from the client.</param>
    /// <param name="outgoing">The codec of the messages to the client.</param>
    /// <param name="handler">The handler, which owns a connection until it returns, as for <see cref="WireResults.WebSocket{TIn,TOut}"/>.</param>
    /// <param name="options">The options of the endpoint, or null for the default.</param>
    /// <returns>A builder for further conventions of the endpoint.</returns>
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
        WireWebSocketHttpResult<TIn, TOut> result = WireResults.WebSocket(incoming, outgoing, handler, options);
        RequestDelegate serve = context => result.ExecuteAsync(context);
        IEndpointConventionBuilder endpoint = endpoints.MapMethods(pattern, [HttpMethods.Get], serve);
        endpoint.Add(builder =>
        {
            // OpenAPI describes only endpoints with a method.
            builder.Metadata.Add(serve.Method);
            EventMetadata.AddWebSocket<TOut>(builder);
        });
        return endpoint;
    }
}
