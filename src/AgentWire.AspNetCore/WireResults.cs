using AgentWire.Streaming;

namespace AgentWire.AspNetCore;

/// <summary>Makes results for endpoints that serve messages of a contract.</summary>
public static class WireResults
{
    /// <summary>Serves messages as server-sent events, as systemprompt does: <c>data: {json}</c> and an empty line.</summary>
    /// <param name="codec">Writes the messages.</param>
    /// <param name="messages">The messages; enumerated once a request, with a token that is cancelled when the client has gone or the server stops.</param>
    /// <param name="options">How they are served.</param>
    /// <exception cref="ArgumentNullException">The codec or the messages are null.</exception>
    public static ServerSentEventsHttpResult<T> ServerSentEvents<T>(
        WireCodec<T> codec,
        IAsyncEnumerable<T> messages,
        WireServerOptions? options = null
    )
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(messages);
        return new(codec, messages, options ?? WireServerOptions.Default);
    }

    /// <summary>Serves messages as newline-delimited JSON, one a line.</summary>
    /// <param name="codec">Writes the messages.</param>
    /// <param name="messages">The messages; enumerated once a request, with a token that is cancelled when the client has gone or the server stops.</param>
    /// <param name="options">How they are served.</param>
    /// <exception cref="ArgumentNullException">The codec or the messages are null.</exception>
    public static NewlineDelimitedHttpResult<T> NewlineDelimited<T>(
        WireCodec<T> codec,
        IAsyncEnumerable<T> messages,
        WireServerOptions? options = null
    )
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(messages);
        return new(codec, messages, options ?? WireServerOptions.Default);
    }

    /// <summary>
    /// Serves messages over a WebSocket, each a text message, and closes it after the last. What the client sends is
    /// passed over; when it closes, the producer ends.
    /// </summary>
    /// <param name="codec">Writes the messages.</param>
    /// <param name="messages">The messages; enumerated once a request, with a token that is cancelled when the client has gone.</param>
    /// <param name="options">How they are served.</param>
    /// <exception cref="ArgumentNullException">The codec or the messages are null.</exception>
    public static WebSocketHttpResult<T> WebSocket<T>(
        WireCodec<T> codec,
        IAsyncEnumerable<T> messages,
        WireWebSocketOptions? options = null
    )
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(messages);
        return new(codec, messages, options ?? WireWebSocketOptions.Default);
    }

    /// <summary>Serves a WebSocket both ways.</summary>
    /// <param name="incoming">Reads what the client sends.</param>
    /// <param name="outgoing">Writes what is sent to it.</param>
    /// <param name="handler">
    /// Has the connection until it returns, when the WebSocket is closed with status 1000. Its token is cancelled when the
    /// client has gone, or was disconnected, or the server has stopped. What it throws, and what that tells the client,
    /// is listed under <see cref="WebSocketHttpResult{TIn,TOut}"/>.
    /// </param>
    /// <param name="options">How the connection is served.</param>
    /// <exception cref="ArgumentNullException">A codec or the handler is null.</exception>
    public static WebSocketHttpResult<TIn, TOut> WebSocket<TIn, TOut>(
        WireCodec<TIn> incoming,
        WireCodec<TOut> outgoing,
        Func<WireConnection<TIn, TOut>, CancellationToken, Task> handler,
        WireWebSocketOptions? options = null
    )
        where TIn : notnull
        where TOut : notnull
    {
        ArgumentNullException.ThrowIfNull(incoming);
        ArgumentNullException.ThrowIfNull(outgoing);
        ArgumentNullException.ThrowIfNull(handler);
        return new(incoming, outgoing, handler, options ?? WireWebSocketOptions.Default);
    }
}
