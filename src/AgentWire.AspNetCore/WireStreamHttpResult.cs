using AgentWire.AspNetCore.Serving;
using AgentWire.Streaming;
using Microsoft.AspNetCore.Http;

namespace AgentWire.AspNetCore;

/// <summary>Messages as the body of a response.</summary>
/// <remarks>
/// The headers go out at once, then every message as it comes. The response ends after the last message, and when the
/// server stops; where the producer throws it is cut off, so that the client can tell. A client that is too slow is cut
/// off and logged.
/// </remarks>
/// <typeparam name="T">The contract type.</typeparam>
public abstract class WireStreamHttpResult<T> : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
    where T : notnull
{
    private readonly WireFraming _framing;
    private readonly WireCodec<T> _codec;
    private readonly IAsyncEnumerable<T> _messages;
    private readonly WireServerOptions _options;

    private protected WireStreamHttpResult(
        WireFraming framing,
        WireCodec<T> codec,
        IAsyncEnumerable<T> messages,
        WireServerOptions options
    )
    {
        _framing = framing;
        _codec = codec;
        _messages = messages;
        _options = options;
    }

    /// <summary>200.</summary>
    public int StatusCode => StatusCodes.Status200OK;

    int? IStatusCodeHttpResult.StatusCode => StatusCode;

    /// <summary>The media type of the framing: <c>text/event-stream</c> or <c>application/x-ndjson</c>.</summary>
    public string ContentType => _framing.ContentType;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return ResponseStream.ServeAsync(httpContext, _framing, _codec, _messages, _options);
    }
}
