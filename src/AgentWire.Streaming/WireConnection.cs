using System.IO.Pipelines;
using System.Net.WebSockets;

namespace AgentWire.Streaming;

/// <summary>Makes typed connections.</summary>
public static class WireConnection
{
    /// <summary>A connection over a stream that goes both ways.</summary>
    /// <param name="stream">The stream, such as that of a socket.</param>
    /// <param name="framing">How messages follow one another, both ways.</param>
    /// <param name="incoming">Reads what the peer sends.</param>
    /// <param name="outgoing">Writes what is sent to the peer.</param>
    /// <param name="options">How messages are read.</param>
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

    /// <summary>A connection over a pair of pipes.</summary>
    /// <param name="pipes">The pipes; disposing the connection completes both.</param>
    /// <param name="framing">How messages follow one another, both ways.</param>
    /// <param name="incoming">Reads what the peer sends.</param>
    /// <param name="outgoing">Writes what is sent to the peer.</param>
    /// <param name="options">How messages are read.</param>
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

    /// <summary>A connection over a WebSocket.</summary>
    /// <param name="socket">The socket, open already.</param>
    /// <param name="incoming">Reads what the peer sends.</param>
    /// <param name="outgoing">Writes what is sent to the peer.</param>
    /// <param name="options">How messages are read.</param>
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

    // The writer closes what both share.
    private static WireStreamOptions LeftOpen(WireStreamOptions? options) =>
        (options ?? WireStreamOptions.Default) with
        {
            LeaveOpen = true,
        };
}
