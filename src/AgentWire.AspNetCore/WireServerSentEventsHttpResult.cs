using System.Reflection;
using AgentWire.AspNetCore.Serving;
using AgentWire.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace AgentWire.AspNetCore;

/// <summary>Serves messages as server-sent events. Create it with <see cref="WireResults"/>.</summary>
/// <typeparam name="T">The contract type.</typeparam>
public sealed class WireServerSentEventsHttpResult<T> : WireStreamHttpResult<T>, IEndpointMetadataProvider
    where T : notnull
{
    internal WireServerSentEventsHttpResult(WireCodec<T> codec, IMessageSource<T> source, WireServerOptions options)
        : base(WireFraming.ServerSentEvents, codec, source, options) { }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(EventMetadata.Of<T>(WireFraming.ServerSentEvents));
}
