using AgentWire.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AgentWire.AspNetCore.Serving;

/// <summary>What an endpoint says of itself, for OpenAPI: the type of its messages.</summary>
internal static class EventMetadata
{
    public static ProducesResponseTypeMetadata Of<T>(WireFraming framing) =>
        new(StatusCodes.Status200OK, typeof(T), [framing.ContentType]);

    public static void AddWebSocket<T>(EndpointBuilder builder)
    {
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status101SwitchingProtocols, typeof(T), ["application/json"])
        );
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status403Forbidden));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status426UpgradeRequired));
    }
}
