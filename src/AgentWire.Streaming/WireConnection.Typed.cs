namespace AgentWire.Streaming;

/// <summary>
/// One typed connection, both ways at once: any number may send, one receives. Disposing it closes what it stands on; a
/// peer that should see a clean end over a WebSocket needs <see cref="CompleteAsync"/> before.
/// </summary>
/// <typeparam name="TIn">What the peer sends.</typeparam>
/// <typeparam name="TOut">What is sent to the peer.</typeparam>
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
    }

    /// <summary>The options that the connection was made with.</summary>
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
    /// Tells the peer that no message follows, so that its receiving ends cleanly; receiving goes on here. A WebSocket sends
    /// its close frame, a pipe is completed, a socket is shut down for sending (not on .NET Standard 2.0). Other streams
    /// can only be closed.
    /// </summary>
    /// <inheritdoc cref="WireStreamWriter{T}.CompleteAsync"/>
    public ValueTask CompleteAsync(CancellationToken cancellationToken = default) =>
        _writer.CompleteAsync(cancellationToken);

    /// <summary>
    /// Closes the connection at once, unless <see cref="WireStreamOptions.LeaveOpen"/> says otherwise, over every transport.
    /// Whoever is still receiving, or sends a message that the transport has not taken yet, sees the connection as lost
    /// (<see cref="WireStreamError.Disconnected"/>); who waits to send has an <see cref="ObjectDisposedException"/>. Does not
    /// throw, and may be called again and by several at once; a failure of the transport as it is closed is ignored.
    /// </summary>
    /// <remarks>
    /// A transport that does not end a pending read or write at once has a second to do so; then it is left to itself, as
    /// <see cref="WireStreamReader{T}.DisposeAsync"/> and <see cref="WireStreamWriter{T}.DisposeAsync"/> tell.
    /// </remarks>
    public async ValueTask DisposeAsync()
    {
        _reader.Cut();
        // This closes what both may share, which ends the reading.
        Task writing = _writer.DisposeAsync().AsTask();
        await _reader.DisposeAsync().ConfigureAwait(false);
        await writing.ConfigureAwait(false);
    }
}
