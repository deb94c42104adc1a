using AgentWire.AspNetCore.Serving;
using AgentWire.Streaming;

namespace AgentWire.AspNetCore;

/// <summary>Creates results for endpoints that serve messages of a contract.</summary>
/// <example>
/// <code>
/// app.MapGet("/events", () =&gt; WireResults.ServerSentEvents(SystemPromptWire.Server, RunAsync()));
/// </code>
/// </example>
public static class WireResults
{
    private static readonly WireServerOptions ForStreams = new();
    private static readonly WireWebSocketOptions ForWebSockets = new();
    private static readonly WireLogServingOptions ForLogs = new();

    /// <summary>Serves messages as server-sent events, as systemprompt does: <c>data: {json}</c> and an empty line.</summary>
    /// <param name="codec">The codec of the messages.</param>
    /// <param name="messages">The messages. They are enumerated once per request, with a token that is cancelled when the client disconnects or the server stops.</param>
    /// <param name="options">The options of the stream, or null for the default.</param>
    /// <exception cref="ArgumentNullException">The codec or the messages are null.</exception>
    public static WireServerSentEventsHttpResult<T> ServerSentEvents<T>(
        WireCodec<T> codec,
        IAsyncEnumerable<T> messages,
        WireServerOptions? options = null
    )
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(messages);
        return new(codec, new ProducedMessages<T>(messages), options ?? ForStreams);
    }

    /// <summary>Serves the messages of a log as server-sent events, with the position of each as its <c>id</c>. A client continues with the header <c>Last-Event-ID</c>.</summary>
    /// <param name="log">The log. Each request reads it from a position of its own.</param>
    /// <param name="serving">Where clients begin, and what happens if they cannot, or null for the default.</param>
    /// <param name="options">The options of the stream, or null for the default. Messages wait in the log, so <see cref="WireServerOptions.MaxPendingBytes"/> has no effect.</param>
    /// <exception cref="ArgumentNullException">The log is null.</exception>
    public static WireServerSentEventsHttpResult<T> ServerSentEvents<T>(
        WireLog<T> log,
        WireLogServingOptions? serving = null,
        WireServerOptions? options = null
    )
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(log);
        return new(
            log.Codec,
            new LoggedMessages<T>(log, serving ?? ForLogs),
            (options ?? ForStreams) with
            {
                MaxPendingBytes = null,
            }
        );
    }

    /// <summary>Serves messages as newline-delimited JSON, with one message per line.</summary>
    /// <param name="codec">The codec of the messages.</param>
    /// <param name="messages">The messages. They are enumerated once per request, with a token that is cancelled when the client disconnects or the server stops.</param>
    /// <param name="options">The options of the stream, or null for the default.</param>
    /// <exception cref="ArgumentNullException">The codec or the messages are null.</exception>
    public static WireNewlineDelimitedHttpResult<T> NewlineDelimited<T>(
        WireCodec<T> codec,
        IAsyncEnumerable<T> messages,
        WireServerOptions? options = null
    )
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(messages);
        return new(codec, new ProducedMessages<T>(messages), options ?? ForStreams);
    }

    /// <summary>Serves the messages of a log as newline-delimited JSON, with one message per line.</summary>
    /// <param name="log">The log. Each request reads it from a position of its own.</param>
    /// <param name="serving">Where clients begin, and what happens if they cannot, or null for the default.</param>
    /// <param name="options">The options of the stream, or null for the default. Messages wait in the log, so <see cref="WireServerOptions.MaxPendingBytes"/> has no effect.</param>
    /// <exception cref="ArgumentNullException">The log is null.</exception>
    public static WireNewlineDelimitedHttpResult<T> NewlineDelimited<T>(
        WireLog<T> log,
        WireLogServingOptions? serving = null,
        WireServerOptions? options = null
    )
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(log);
        return new(
            log.Codec,
            new LoggedMessages<T>(log, serving ?? ForLogs),
            (options ?? ForStreams) with
            {
                MaxPendingBytes = null,
            }
        );
    }

    /// <summary>
    /// Sends messages over a WebSocket, each as one text message, and closes it after the last one. Messages from the client are
    /// ignored. When the client closes the WebSocket, the producer ends.
    /// </summary>
    /// <param name="codec">The codec of the messages.</param>
    /// <param name="messages">The messages. They are enumerated once per request, with a token that is cancelled when the client disconnects.</param>
    /// <param name="options">The options of the endpoint, or null for the default.</param>
    /// <exception cref="ArgumentNullException">The codec or the messages are null.</exception>
    public static WireWebSocketHttpResult<T> WebSocket<T>(
        WireCodec<T> codec,
        IAsyncEnumerable<T> messages,
        WireWebSocketOptions? options = null
    )
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(messages);
        return new(codec, new ProducedMessages<T>(messages), options ?? ForWebSockets);
    }

    /// <summary>Sends the messages of a log over a WebSocket, each as one text message, and closes it after the last one. Messages from the client are ignored.</summary>
    /// <param name="log">The log. Each request reads it from a position of its own.</param>
    /// <param name="serving">Where clients begin, and what happens if they cannot, or null for the default.</param>
    /// <param name="options">The options of the endpoint, or null for the default. Messages wait in the log, so <see cref="WireServerOptions.MaxPendingBytes"/> has no effect.</param>
    /// <exception cref="ArgumentNullException">The log is null.</exception>
    public static WireWebSocketHttpResult<T> WebSocket<T>(
        WireLog<T> log,
        WireLogServingOptions? serving = null,
        WireWebSocketOptions? options = null
    )
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(log);
        return new(
            log.Codec,
            new LoggedMessages<T>(log, serving ?? ForLogs),
            (options ?? ForWebSockets) with
            {
                MaxPendingBytes = null,
            }
        );
    }

    /// <summary>Serves a WebSocket in both directions.</summary>
    /// <param name="incoming">The codec of the messages from the client.</param>
    /// <param name="outgoing">The codec of the messages to the client.</param>
    /// <param name="handler">
    /// The handler, which owns the connection until it returns. The WebSocket is then closed with status 1000. The token is
    /// cancelled when the client disconnects or is disconnected, or when the server has stopped.
    /// <see cref="WireWebSocketHttpResult{TIn,TOut}"/> lists what an exception of the handler tells the client.
    /// </param>
    /// <param name="options">The options of the endpoint, or null for the default.</param>
    /// <exception cref="ArgumentNullException">A codec or the handler is null.</exception>
    public static WireWebSocketHttpResult<TIn, TOut> WebSocket<TIn, TOut>(
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
        return new(incoming, outgoing, handler, options ?? ForWebSockets);
    }
}
