using System.IO.Pipelines;
using System.Net.WebSockets;
using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming;

/// <summary>Creates writers of messages.</summary>
public static class WireStreamWriter
{
    /// <summary>Creates a writer of messages to a stream.</summary>
    /// <exception cref="ArgumentNullException">The stream, the framing or the codec is null.</exception>
    public static WireStreamWriter<T> Create<T>(
        Stream stream,
        WireFraming framing,
        WireCodec<T> codec,
        WireStreamOptions? options = null
    )
        where T : notnull =>
        new(
            new StreamSink(Argument.NotNull(stream, nameof(stream))),
            Argument.NotNull(framing, nameof(framing)),
            Argument.NotNull(codec, nameof(codec)),
            options ?? WireStreamOptions.Default
        );

    /// <summary>Creates a writer of messages to a pipe.</summary>
    /// <exception cref="ArgumentNullException">The pipe, the framing or the codec is null.</exception>
    public static WireStreamWriter<T> Create<T>(
        PipeWriter pipe,
        WireFraming framing,
        WireCodec<T> codec,
        WireStreamOptions? options = null
    )
        where T : notnull =>
        new(
            new PipeSink(Argument.NotNull(pipe, nameof(pipe))),
            Argument.NotNull(framing, nameof(framing)),
            Argument.NotNull(codec, nameof(codec)),
            options ?? WireStreamOptions.Default
        );

    /// <summary>Creates a writer of text messages to a WebSocket.</summary>
    /// <exception cref="ArgumentNullException">The socket or the codec is null.</exception>
    public static WireStreamWriter<T> Create<T>(WebSocket socket, WireCodec<T> codec, WireStreamOptions? options = null)
        where T : notnull =>
        new(
            new WebSocketSink(Argument.NotNull(socket, nameof(socket))),
            null,
            Argument.NotNull(codec, nameof(codec)),
            options ?? WireStreamOptions.Default
        );
}
