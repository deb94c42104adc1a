using System.IO.Pipelines;
using System.Net.WebSockets;

namespace AgentWire.Streaming;

/// <summary>Creates typed connections.</summary>
public static class WireConnection
{
    /// <summary>Creates a connection over a bidirectional stream.</summary>
    /// <param name="stream">The stream, such as that of a socket.</param>
    /// <param name="framing">The framing of the messages in both directions.</param>
    /// <param name="incoming">The codec of the messages from the peer.</param>
    /// <param name="outgoing">The codec of the messages to the peer.</param>
    /// <param name="options">The options for reading and writing, or null for the default.</param>
    /// <exception cref="ArgumentNullException">The stream, the framing or a codec is null.</exception>
    public static WireConnection<TIn, TOut> Create<TIn, TOut>(
        Stream stream,
        WireFraming framing,
        WireCodec<TIn> incoming,
        WireCodec<TOut> outgoing,
        WireStreamOptions? options = null
    )
        where TIn : notnull
        where TOut : notnull =>
        new(
            WireStreamReader.Create(stream, framing, incoming, LeftOpen(options)),
            WireStreamWriter.Create(stream, framing, outgoing, options)
        );

    /// <summary>Creates a connection over a pair of pipes.</summary>
    /// <param name="pipes">The pipes. Disposing the connection completes both.</param>
    /// <param name="framing">The framing of the messages in both directions.</param>
    /// <param name="incoming">The codec of the messages from the peer.</param>
    /// <param name="outgoing">The codec of the messages to the peer.</param>
    /// <param name="options">The options for reading and writing, or null for the default.</param>
    /// <exception cref="ArgumentNullException">The pair, the framing or a codec is null.</exception>
    public static WireConnection<TIn, TOut> Create<TIn, TOut>(
        IDuplexPipe pipes,
        WireFraming framing,
        WireCodec<TIn> incoming,
        WireCodec<TOut> outgoing,
        WireStreamOptions? options = null
    )
        where TIn : notnull
        where TOut : notnull
    {
        Argument.NotNull(pipes, nameof(pipes));
        return new(
            WireStreamReader.Create(pipes.Input, framing, incoming, options),
            WireStreamWriter.Create(pipes.Output, framing, outgoing, options)
        );
    }

    /// <summary>Creates a connection over a WebSocket.</summary>
    /// <param name="socket">The WebSocket, which must be open.</param>
    /// <param name="incoming">The codec of the messages from the peer.</param>
    /// <param name="outgoing">The codec of the messages to the peer.</param>
    /// <param name="options">The options for reading and writing, or null for the default.</param>
    /// <exception cref="ArgumentNullException">The socket or a codec is null.</exception>
    public static WireConnection<TIn, TOut> Create<TIn, TOut>(
        WebSocket socket,
        WireCodec<TIn> incoming,
        WireCodec<TOut> outgoing,
        WireStreamOptions? options = null
    )
        where TIn : notnull
        where TOut : notnull =>
        new(
            WireStreamReader.Create(socket, incoming, LeftOpen(options)),
            WireStreamWriter.Create(socket, outgoing, options)
        );

    // The writer closes the transport that both share.
    private static WireStreamOptions LeftOpen(WireStreamOptions? options) =>
        (options ?? WireStreamOptions.Default) with
        {
            LeaveOpen = true,
        };
}
