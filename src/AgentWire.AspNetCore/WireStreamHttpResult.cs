using AgentWire.AspNetCore.Serving;
using AgentWire.Streaming;
using Microsoft.AspNetCore.Http;

namespace AgentWire.AspNetCore;

/// <summary>Serves messages as the body of a response.</summary>
/// <remarks>
/// The headers are sent immediately, and then each message as it is produced. The response ends after the last message, or
/// when the server stops. If the producer throws, the response is cut off, so that the client notices the error. A client
/// that is too slow is disconnected, and this is logged. Messages of a log are served as <see cref="WireLogServingOptions"/> says.
/// </remarks>
/// <typeparam name="T">The contract type.</typeparam>
public abstract class WireStreamHttpResult<T> : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
    where T : notnull
{
    private readonly WireFraming _framing;
    private readonly WireCodec<T> _codec;
    private readonly IMessageSource<T> _source;
    private readonly WireServerOptions _options;

    private protected WireStreamHttpResult(
        WireFraming framing,
        WireCodec<T> codec,
        IMessageSource<T> source,
        WireServerOptions options
    )
    {
        _framing = framing;
        _codec = codec;
        _source = source;
        _options = options;
    }

    /// <summary>Gets the status code 200, with which the messages are served.</summary>
    public int StatusCode => StatusCodes.Status200OK;

    int? IStatusCodeHttpResult.StatusCode => StatusCode;

    /// <summary>Gets the media type of the framing: <c>text/event-stream</c> or <c>application/x-ndjson</c>.</summary>
    public string ContentType => _framing.ContentType;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        if (await _source.OpenAsync(httpContext).ConfigureAwait(false) is { } send)
        {
            await ResponseStream.ServeAsync(httpContext, _framing, _codec, send, _options).ConfigureAwait(false);
        }
    }
}
