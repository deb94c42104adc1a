using System.IO.Pipelines;
using System.Net.WebSockets;
using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming;

/// <summary>Makes readers of messages.</summary>
public static class WireStreamReader
{
    /// <summary>Reads messages from a stream.</summary>
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

    /// <summary>Reads messages from a pipe.</summary>
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

    /// <summary>Reads server-sent events from a stream, such as the body of an HTTP response.</summary>
    /// <exception cref="ArgumentNullException">The stream or the codec is null.</exception>
    public static WireServerSentEventReader<T> CreateServerSentEvents<T>(
        Stream stream,
        WireCodec<T> codec,
        WireStreamOptions? options = null
    )
        where T : notnull => (WireServerSentEventReader<T>)Create(stream, WireFraming.ServerSentEvents, codec, options);

    /// <summary>Reads server-sent events from a pipe.</summary>
    /// <exception cref="ArgumentNullException">The pipe or the codec is null.</exception>
    public static WireServerSentEventReader<T> CreateServerSentEvents<T>(
        PipeReader pipe,
        WireCodec<T> codec,
        WireStreamOptions? options = null
    )
        where T : notnull => (WireServerSentEventReader<T>)Create(pipe, WireFraming.ServerSentEvents, codec, options);

    /// <summary>
    /// Reads text messages from a WebSocket. A peer that closes with another status than normal closure, going away or none
    /// throws <see cref="WireStreamException"/> with that status.
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
