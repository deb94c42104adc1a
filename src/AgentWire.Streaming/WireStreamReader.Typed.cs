using System.Buffers;
using System.Runtime.CompilerServices;
using AgentWire.Streaming.Framing;
using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming;

/// <summary>
/// Reads messages as they arrive, by one enumeration at a time; a further one goes on where the last stopped. Memory is
/// bounded by the longest message that the codec allows.
/// </summary>
/// <remarks>
/// A clean end ends the enumeration. A cut in the middle of a message, a message that is too long or too slow, and a
/// lost connection throw <see cref="WireStreamException"/>, whatever the transport itself has thrown, which is the inner
/// exception; cancellation throws <see cref="OperationCanceledException"/>. After any of these the reader cannot be used on.
/// </remarks>
/// <typeparam name="T">The contract type.</typeparam>
public abstract class WireStreamReader<T> : IAsyncDisposable
    where T : notnull
{
    private const int Idle = 0;
    private const int Reading = 1;
    private const int Broken = 2;

    private readonly WireCodec<T> _codec;
    private readonly TransportGate _gate = new();
    private int _state;
    private bool _ended;

    private protected WireStreamReader(WireCodec<T> codec, WireStreamOptions options)
    {
        _codec = codec;
        Options = options;
    }

    /// <summary>The options that it was made with.</summary>
    public WireStreamOptions Options { get; }

    private protected int MaxMessageBytes => _codec.Options.MaxMessageBytes;

    /// <summary>What <see cref="MoveNextAsync"/> has read.</summary>
    internal WireItem<T> Current { get; private protected set; }

    /// <summary>
    /// The messages, to the end of the stream. What happens to one that cannot be read is the affair of
    /// <see cref="WireStreamOptions.OnUnreadable"/>.
    /// </summary>
    /// <exception cref="WireException">A message cannot be read. Enumerating once more goes on after it.</exception>
    /// <exception cref="WireStreamException">
    /// The stream did not end as it should, or was closed from this side (<see cref="WireStreamError.Disconnected"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed before.</exception>
    /// <exception cref="InvalidOperationException">Somebody else is reading, or reading has failed before.</exception>
    public async IAsyncEnumerable<T> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (WireItem<T> item in ReadItemsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.TryGetValue(out T? value))
            {
                yield return value;
                continue;
            }

            UnreadableMessage unreadable = item.Unreadable!;
            if (Options.OnUnreadable is not { } report)
            {
                throw unreadable.Error.ToException();
            }

            report(unreadable);
        }
    }

    /// <summary>What arrives, to the end of the stream: messages, and those that cannot be read, with their bytes.</summary>
    /// <exception cref="WireStreamException">
    /// The stream did not end as it should, or was closed from this side (<see cref="WireStreamError.Disconnected"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed before.</exception>
    /// <exception cref="InvalidOperationException">Somebody else is reading, or reading has failed before.</exception>
    public async IAsyncEnumerable<WireItem<T>> ReadItemsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        Enter();
        // Whatever does not come back from reading leaves the stream where nobody can go on.
        int next = Broken;
        try
        {
            using FrameTimer timer = new(Options, SurvivesCancellation, cancellationToken, _gate.Closing);
            while (!_ended)
            {
                next = Broken;
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    _ended = !await MoveAsync(timer).ConfigureAwait(false);
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
                    yield return Current;
                }
            }

            next = Idle;
        }
        finally
        {
            Current = default;
            Volatile.Write(ref _state, next);
        }
    }

    /// <summary>
    /// Closes what is read from unless <see cref="WireStreamOptions.LeaveOpen"/> says otherwise, and gives the buffers back.
    /// Whoever is reading sees the connection as lost. Does not throw; a failure of the transport as it is closed is ignored.
    /// </summary>
    /// <remarks>
    /// A transport that does not end a pending read at once has a second to do so; then the read is left to itself, and
    /// what it uses is given back when it ends. The same is true of a WebSocket that is to be left open, which cancelling a
    /// receive would abort; whatever that receive still gets is lost.
    /// </remarks>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _gate.CloseAsync(
            () => Options.LeaveOpen ? default : AbortAsync(),
            ReleaseAsync,
            isEnded: SurvivesCancellation || !Options.LeaveOpen
        );
    }

    /// <summary>
    /// To be called before what is read from is closed from this side: to whoever is reading, that may look like an end that
    /// the peer has made.
    /// </summary>
    internal void Cut() => _gate.Cut();

    /// <summary>Whether cancelling a read leaves the transport open.</summary>
    private protected virtual bool SurvivesCancellation => true;

    /// <summary>Reads the next frame; false at a clean end.</summary>
    internal abstract ValueTask<bool> MoveNextAsync(FrameTimer timer);

    /// <summary>Closes a transport that can be closed while it is read, which ends the reading.</summary>
    internal abstract ValueTask AbortAsync();

    /// <summary>Gives back what reading uses, when nobody reads any more.</summary>
    internal abstract ValueTask ReleaseAsync();

    private protected WireItem<T> Decode(ReadOnlySpan<byte> utf8) =>
        _codec.TryRead(utf8, out T? value, out WireError error)
            ? new(value)
            : new(new UnreadableMessage(error, utf8.ToArray()));

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

    private void Enter()
    {
        if (_gate.IsClosing)
        {
            throw Disposed();
        }

        switch (Interlocked.CompareExchange(ref _state, Reading, Idle))
        {
            case Reading:
                throw new InvalidOperationException("The stream is being read already.");
            case Broken:
                throw new InvalidOperationException(
                    "Reading has failed or was cancelled; the stream cannot be read on."
                );
            default:
                break;
        }
    }
}
