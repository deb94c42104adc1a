using AgentWire.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AgentWire.AspNetCore.Serving;

/// <summary>Adds the metadata of an endpoint: the type of its messages for OpenAPI, and its HTTP methods.</summary>
internal static class EventMetadata
{
    public static ProducesResponseTypeMetadata Of<T>(WireFraming framing) =>
        new(StatusCodes.Status200OK, typeof(T), [framing.ContentType]);

    public static void AddWebSocket<T>(EndpointBuilder builder)
    {
        AddConnect(builder);
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status101SwitchingProtocols, typeof(T), ["application/json"])
        );
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status403Forbidden));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status426UpgradeRequired));
    }

    /// <summary>Adds CONNECT. A WebSocket is opened with GET over HTTP/1.1 and with CONNECT over HTTP/2, so an endpoint answers both.</summary>
    private static void AddConnect(EndpointBuilder builder)
    {
        if (
            builder.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault() is { } metadata
            && metadata.HttpMethods.Contains(HttpMethods.Get, StringComparer.OrdinalIgnoreCase)
            && !metadata.HttpMethods.Contains(HttpMethods.Connect, StringComparer.OrdinalIgnoreCase)
        )
        {
            builder.Metadata.Add(
                new HttpMethodMetadata([.. metadata.HttpMethods, HttpMethods.Connect], metadata.AcceptCorsPreflight)
            );
        }
    }
}
