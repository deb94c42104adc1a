using System.IO.Pipelines;
using System.Net.WebSockets;
using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming;

/// <summary>Creates readers of messages.</summary>
public static class WireStreamReader
{
    /// <summary>Creates a reader of messages from a stream.</summary>
    /// <exception cref="ArgumentNullException">The stream, the framing or the codec is null.</exception>
    public static WireStreamReader<T> Create<T>(
        Stream stream,
        WireFraming framing,
        WireCodec<T> codec,
        WireStreamOptions? options = null
    )
        where T : notnull =>
        Argument
            .NotNull(framing, nameof(framing))
            .Reader(
                Argument.NotNull(stream, nameof(stream)),
                Argument.NotNull(codec, nameof(codec)),
                options ?? WireStreamOptions.Default
            );

    /// <summary>Creates a reader of messages from a pipe.</summary>
    /// <exception cref="ArgumentNullException">The pipe, the framing or the codec is null.</exception>
    public static WireStreamReader<T> Create<T>(
        PipeReader pipe,
        WireFraming framing,
        WireCodec<T> codec,
        WireStreamOptions? options = null
    )
        where T : notnull =>
        Argument
            .NotNull(framing, nameof(framing))
            .Reader(
                Argument.NotNull(pipe, nameof(pipe)),
                Argument.NotNull(codec, nameof(codec)),
                options ?? WireStreamOptions.Default
            );

    /// <summary>Creates a reader of server-sent events from a stream, such as the body of an HTTP response.</summary>
    /// <exception cref="ArgumentNullException">The stream or the codec is null.</exception>
    public static WireServerSentEventReader<T> CreateServerSentEvents<T>(
        Stream stream,
        WireCodec<T> codec,
        WireStreamOptions? options = null
    )
        where T : notnull => (WireServerSentEventReader<T>)Create(stream, WireFraming.ServerSentEvents, codec, options);

    /// <summary>Creates a reader of server-sent events from a pipe.</summary>
    /// <exception cref="ArgumentNullException">The pipe or the codec is null.</exception>
    public static WireServerSentEventReader<T> CreateServerSentEvents<T>(
        PipeReader pipe,
        WireCodec<T> codec,
        WireStreamOptions? options = null
    )
        where T : notnull => (WireServerSentEventReader<T>)Create(pipe, WireFraming.ServerSentEvents, codec, options);

    /// <summary>
    /// Creates a reader of text messages from a WebSocket. If the peer closes with a status other than normal closure, going
    /// away or none, the reader throws a <see cref="WireStreamException"/> with this status.
    /// </summary>
    /// <exception cref="ArgumentNullException">The socket or the codec is null.</exception>
    public static WireStreamReader<T> Create<T>(WebSocket socket, WireCodec<T> codec, WireStreamOptions? options = null)
        where T : notnull =>
        new WebSocketReader<T>(
            Argument.NotNull(socket, nameof(socket)),
            Argument.NotNull(codec, nameof(codec)),
            options ?? WireStreamOptions.Default
        );
}
