using System.Buffers;
using System.Runtime.CompilerServices;
using AgentWire.Streaming.Framing;
using AgentWire.Streaming.Telemetry;
using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming;

/// <summary>
/// Reads messages as they arrive. Only one enumeration can run at a time, and a new one continues where the previous one
/// stopped. The longest message that the codec allows limits the use of memory.
/// </summary>
/// <remarks>
/// If the stream ends cleanly, the enumeration ends. If it ends in the middle of a message, if a message is too long or too
/// slow, or if the connection is lost, a <see cref="WireStreamException"/> is thrown. An exception of the transport is its
/// inner exception. Cancellation throws <see cref="OperationCanceledException"/>. After any of these exceptions, the reader
/// cannot be used.
/// </remarks>
/// <typeparam name="T">The contract type.</typeparam>
public abstract class WireStreamReader<T> : IAsyncDisposable
    where T : notnull
{
    private const int Idle = 0;
    private const int Reading = 1;
    private const int Broken = 2;

    private readonly WireCodec<T> _codec;
    private readonly WireFraming? _framing;
    private readonly TransportGate _gate = new();
    private int _state;
    private bool _ended;

    private protected WireStreamReader(WireCodec<T> codec, WireFraming? framing, WireStreamOptions options)
    {
        _codec = codec;
        _framing = framing;
        Telemetry = options.Telemetry;
        Options = options.WithoutTelemetry();
    }

    /// <summary>Gets the options that the reader was created with.</summary>
    public WireStreamOptions Options { get; }

    private protected int MaxMessageBytes => _codec.Options.MaxMessageBytes;

    /// <summary>Gets or sets what is called when bytes have arrived, whether they belong to a message or not.</summary>
    internal virtual Action? Arrived { get; set; }

    /// <summary>Gets what <see cref="MoveNextAsync"/> has read.</summary>
    internal WireItem<T> Current { get; private protected set; }

    /// <summary>Gets what telemetry needs of the frame of <see cref="Current"/>.</summary>
    internal ReceivedFrame CurrentFrame { get; private protected set; }

    /// <summary>Gets or sets the telemetry of the stream, which is opened by the first read unless it is set before.</summary>
    internal WireStreamTelemetry? Telemetry { get; set; }

    /// <summary>
    /// Reads all messages, up to the end of the stream. <see cref="WireStreamOptions.OnUnreadable"/> determines what happens to a
    /// message that is not valid.
    /// </summary>
    /// <exception cref="WireException">A message is not valid. A new enumeration continues after it.</exception>
    /// <exception cref="WireStreamException">
    /// The stream failed, or was closed locally (<see cref="WireStreamError.Disconnected"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed.</exception>
    /// <exception cref="InvalidOperationException">Another enumeration is in progress, or an earlier one has failed.</exception>
    public IAsyncEnumerable<T> ReadAllAsync(CancellationToken cancellationToken = default) =>
        ValidMessages.Of(ReadItemsAsync(CancellationToken.None), Options.OnUnreadable, cancellationToken);

    /// <summary>Reads all frames, up to the end of the stream: valid messages, and the bytes of those that are not valid.</summary>
    /// <exception cref="WireStreamException">
    /// The stream failed, or was closed locally (<see cref="WireStreamError.Disconnected"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed.</exception>
    /// <exception cref="InvalidOperationException">Another enumeration is in progress, or an earlier one has failed.</exception>
    public async IAsyncEnumerable<WireItem<T>> ReadItemsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        Enter();
        // If reading does not return normally, the stream is at a position where nobody can continue.
        int next = Broken;
        WireStreamTelemetry telemetry = Telemetry ??= Open(StreamParts.Reader);
        try
        {
            using FrameTimer timer = new(Options, SurvivesCancellation, cancellationToken, _gate.Closing);
            while (!_ended)
            {
                next = Broken;
                try
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    _ended = !await MoveAsync(timer).ConfigureAwait(false);
                }
                catch (Exception exception) when (OnFailed(telemetry, exception))
                {
                    // The filter only reports the exception.
                    throw;
                }
                catch (WireStreamException exception)
                    when (_gate.IsClosing && exception.Error != WireStreamError.Disconnected)
                {
                    throw WireStreamException.Closed(exception);
                }

                if (_ended && _gate.IsClosing)
                {
                    throw WireStreamException.Closed();
                }

                next = Idle;
                if (!_ended)
                {
                    MessageCount.Received(telemetry, _codec, _framing, Current, CurrentFrame);
                    yield return Current;
                }
            }

            next = Idle;
            telemetry.End(StreamParts.Reader, WireCloseReason.Completed);
        }
        finally
        {
            Current = default;
            CurrentFrame = default;
            Volatile.Write(ref _state, next);
        }
    }

    /// <summary>
    /// Closes the transport, unless <see cref="WireStreamOptions.LeaveOpen"/> is set, and returns the buffers. A caller that is
    /// reading gets <see cref="WireStreamError.Disconnected"/>. The method does not throw. If the transport fails while it is
    /// closed, the failure is ignored.
    /// </summary>
    /// <remarks>
    /// A transport that does not end a pending read immediately has one second to do so. After that, the read is abandoned, and
    /// its buffers are returned when it ends. The same applies to a WebSocket that stays open, because cancelling a receive would
    /// abort it. A message that such a receive still gets is lost.
    /// </remarks>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        ValueTask closing = _gate.CloseAsync(
            () => Options.LeaveOpen ? default : AbortAsync(),
            ReleaseAsync,
            isEnded: SurvivesCancellation || !Options.LeaveOpen
        );
        // From here on, no read can open it.
        Telemetry?.End(StreamParts.Reader, WireCloseReason.Disposed);
        return closing;
    }

    /// <summary>
    /// Must be called before the transport is closed locally. Otherwise, a caller that is reading could take this for an end of
    /// the stream by the peer.
    /// </summary>
    internal void Cut() => _gate.Cut();

    /// <summary>Opens telemetry for the reader, or for the connection that it is a part of.</summary>
    internal WireStreamTelemetry Open(StreamParts parts) =>
        WireStreamTelemetry.Open(_codec, _framing, parts, Options.TimeProvider);

    /// <summary>Gets whether the transport stays open when a read is cancelled.</summary>
    private protected virtual bool SurvivesCancellation => true;

    /// <summary>Reads the next frame. Returns false at a clean end.</summary>
    internal abstract ValueTask<bool> MoveNextAsync(FrameTimer timer);

    /// <summary>Closes a transport that can be closed during a read. This ends the read.</summary>
    internal abstract ValueTask AbortAsync();

    /// <summary>Returns the buffers, when nobody is reading any more.</summary>
    internal abstract ValueTask ReleaseAsync();

    private protected WireItem<T> Decode(ReadOnlySpan<byte> utf8)
    {
        CurrentFrame = new(utf8.Length, UnknownTags.Find(_codec, utf8));
        return _codec.TryRead(utf8, out T? value, out WireError error)
            ? new(value)
            : new(new UnreadableMessage(error, utf8.ToArray()));
    }

    private protected WireItem<T> Decode(in ReadOnlySequence<byte> utf8)
    {
        if (utf8.IsSingleSegment)
        {
            return Decode(utf8.First.Span);
        }

        int length = (int)utf8.Length;
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            utf8.CopyTo(rented);
            return Decode(rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static ObjectDisposedException Disposed() => new(nameof(WireStreamReader));

    private ValueTask<bool> MoveAsync(FrameTimer timer) =>
        _gate.TryEnter() ? _gate.LeaveAfter(MoveNextAsync(timer)) : throw WireStreamException.Closed();

    /// <summary>Reports that reading has failed.</summary>
    /// <returns>False, so that an exception filter does not catch the exception.</returns>
    private bool OnFailed(WireStreamTelemetry telemetry, Exception exception)
    {
        WireCloseReason reason =
            _gate.IsClosing ? WireCloseReason.Disposed
            : exception is OperationCanceledException ? WireCloseReason.Cancelled
            : Attributes.ReasonOf((exception as WireStreamException)?.Error);
        telemetry.End(StreamParts.Reader, reason);
        return false;
    }

    private void Enter()
    {
        if (_gate.IsClosing)
        {
            throw Disposed();
        }

        switch (Interlocked.CompareExchange(ref _state, Reading, Idle))
        {
            case Reading:
                throw new InvalidOperationException("Another enumeration of the stream is in progress.");
            case Broken:
                throw new InvalidOperationException(
                    "An earlier read failed or was cancelled, so the stream cannot be read any more."
                );
            default:
                break;
        }
    }
}
