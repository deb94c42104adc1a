using AgentWire.AgUi;
using AgentWire.AspNetCore.Serving;
using AgentWire.Runs.AspNetCore.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace AgentWire.Runs.AspNetCore;

/// <summary>Maps endpoints that serve agents over AG-UI.</summary>
public static class AgUiEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps an agent: an endpoint for POST that reads the request, runs the handler, and sends the events of the run as
    /// server-sent events.
    /// </summary>
    /// <remarks>
    /// <para>RUN_STARTED is sent before the handler is called. When it returns, what is still open is closed, and RUN_FINISHED is
    /// sent, unless the handler has ended the run itself. If it throws, the exception is logged, and RUN_ERROR is sent with the
    /// text that <see cref="AgUiServerOptions.DescribeError"/> gives.</para>
    /// <para>The token is cancelled when the client disconnects, is too slow, or the server stops. The run then has no end.</para>
    /// <para>A request that is not valid is answered with a problem (RFC 9457) that has the members <c>status</c>, <c>title</c>,
    /// <c>detail</c>, <c>code</c> and <c>pointer</c>: status 400 for content that is no request, 413 for content that is too
    /// long, and 415 for content that is not JSON in UTF-8.</para>
    /// </remarks>
    /// <param name="endpoints">The builder to which the endpoint is added.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="handler">The agent. It gets the request, the run, through which it sends events, and the token.</param>
    /// <param name="options">The options of the endpoint, or null for the default.</param>
    /// <returns>A builder for further conventions of the endpoint.</returns>
    /// <exception cref="ArgumentNullException">An argument other than the options is null.</exception>
    /// <example>
    /// <code>
    /// app.MapAgUi("/agent", async (RunAgentInput input, RunContext run, CancellationToken cancellationToken) =&gt;
    /// {
    ///     await using TextMessageWriter message = await run.StartMessageAsync();
    ///     await message.AppendAsync("Hello");
    /// });
    /// </code>
    /// </example>
    public static IEndpointConventionBuilder MapAgUi(
        this IEndpointRouteBuilder endpoints,
        string pattern,
        Func<RunAgentInput, RunContext, CancellationToken, Task> handler,
        AgUiServerOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(handler);
        RequestDelegate serve = new AgUiEndpoint(handler, options ?? new()).ServeAsync;
        IEndpointConventionBuilder endpoint = endpoints.MapMethods(pattern, [HttpMethods.Post], serve);
        endpoint.Add(builder =>
        {
            // OpenAPI describes only endpoints with a method.
            builder.Metadata.Add(serve.Method);
            builder.Metadata.Add(
                new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Event), ["text/event-stream"])
            );
            foreach (int status in RequestProblem.Statuses)
            {
                builder.Metadata.Add(
                    new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), [RequestProblem.ContentType])
                );
            }
        });
        return endpoint;
    }
}
