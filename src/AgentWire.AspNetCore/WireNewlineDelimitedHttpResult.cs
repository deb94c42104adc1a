using System.Reflection;
using AgentWire.AspNetCore.Serving;
using AgentWire.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace AgentWire.AspNetCore;

/// <summary>Serves messages as newline-delimited JSON. Create it with <see cref="WireResults"/>.</summary>
/// <typeparam name="T">The contract type.</typeparam>
public sealed class WireNewlineDelimitedHttpResult<T> : WireStreamHttpResult<T>, IEndpointMetadataProvider
    where T : notnull
{
    internal WireNewlineDelimitedHttpResult(WireCodec<T> codec, IMessageSource<T> source, WireServerOptions options)
        : base(WireFraming.NewlineDelimited, codec, source, options) { }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(EventMetadata.Of<T>(WireFraming.NewlineDelimited));
}
