using AgentWire.Streaming.Telemetry;

namespace AgentWire.Streaming;

/// <summary>
/// A typed connection in both directions. Several callers can send at the same time, and one can receive. Disposing the
/// connection closes its transport. Call <see cref="CompleteAsync"/> first if the peer of a WebSocket should see a clean
/// end.
/// </summary>
/// <typeparam name="TIn">The type of the messages from the peer.</typeparam>
/// <typeparam name="TOut">The type of the messages to the peer.</typeparam>
public sealed class WireConnection<TIn, TOut> : IAsyncDisposable
    where TIn : notnull
    where TOut : notnull
{
    private readonly WireStreamReader<TIn> _reader;
    private readonly WireStreamWriter<TOut> _writer;

    internal WireConnection(WireStreamReader<TIn> reader, WireStreamWriter<TOut> writer)
    {
        _reader = reader;
        _writer = writer;
        reader.Telemetry ??= reader.Open(StreamParts.Reader | StreamParts.Writer);
        writer.Telemetry = reader.Telemetry;
    }

    /// <summary>Gets the options that the connection was created with.</summary>
    public WireStreamOptions Options => _reader.Options;

    /// <inheritdoc cref="WireStreamReader{T}.ReadAllAsync"/>
    public IAsyncEnumerable<TIn> ReceiveAllAsync(CancellationToken cancellationToken = default) =>
        _reader.ReadAllAsync(cancellationToken);

    /// <inheritdoc cref="WireStreamReader{T}.ReadItemsAsync"/>
    public IAsyncEnumerable<WireItem<TIn>> ReceiveItemsAsync(CancellationToken cancellationToken = default) =>
        _reader.ReadItemsAsync(cancellationToken);

    /// <inheritdoc cref="WireStreamWriter{T}.WriteAsync"/>
    public ValueTask SendAsync(TOut message, CancellationToken cancellationToken = default) =>
        _writer.WriteAsync(message, cancellationToken);

    /// <inheritdoc cref="WireStreamWriter{T}.WriteKeepAliveAsync"/>
    public ValueTask SendKeepAliveAsync(CancellationToken cancellationToken = default) =>
        _writer.WriteKeepAliveAsync(cancellationToken);

    /// <summary>
    /// Tells the peer that no message follows, so that its stream ends cleanly. Receiving continues. A WebSocket sends its
    /// close frame, a pipe is completed, and a socket is shut down for sending (not on .NET Standard 2.0). Other streams can
    /// only be closed.
    /// </summary>
    /// <inheritdoc cref="WireStreamWriter{T}.CompleteAsync"/>
    public ValueTask CompleteAsync(CancellationToken cancellationToken = default) =>
        _writer.CompleteAsync(cancellationToken);

    /// <summary>
    /// Closes the connection immediately, unless <see cref="WireStreamOptions.LeaveOpen"/> is set. A caller that is receiving,
    /// or is sending a message that the transport has not yet accepted, gets <see cref="WireStreamError.Disconnected"/>. A
    /// caller that waits to send gets an <see cref="ObjectDisposedException"/>. The method does not throw, and can be called
    /// several times and by several callers at the same time. If the transport fails while it is closed, the failure is ignored.
    /// </summary>
    /// <remarks>
    /// A transport that does not end a pending read or write immediately has one second to do so. After that, the operation is
    /// abandoned, as described for <see cref="WireStreamReader{T}.DisposeAsync"/> and
    /// <see cref="WireStreamWriter{T}.DisposeAsync"/>.
    /// </remarks>
    public async ValueTask DisposeAsync()
    {
        _reader.Cut();
        // This closes the transport, which both can share, and so ends the reading.
        Task writing = _writer.DisposeAsync().AsTask();
        await _reader.DisposeAsync().ConfigureAwait(false);
        await writing.ConfigureAwait(false);
    }
}
