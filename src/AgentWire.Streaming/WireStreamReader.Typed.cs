using System.Buffers;
using System.Runtime.CompilerServices;
using AgentWire.Streaming.Framing;

namespace AgentWire.Streaming;

/// <summary>
/// Reads messages as they arrive, by one enumeration at a time; a further one goes on where the last stopped. Memory is
/// bounded by the longest message that the codec allows.
/// </summary>
/// <remarks>
/// A clean end ends the enumeration. A cut in the middle of a message, a message that is too long or too slow, and a
/// lost connection throw <see cref="WireStreamException"/>; cancellation throws
/// <see cref="OperationCanceledException"/>. After any of these the reader cannot be used on.
/// </remarks>
/// <typeparam name="T">The contract type.</typeparam>
public abstract class WireStreamReader<T> : IAsyncDisposable
    where T : notnull
{
    private const int Idle = 0;
    private const int Reading = 1;
    private const int Broken = 2;
    private const int Disposed = 3;

    private readonly WireCodec<T> _codec;
    private int _state;
    private bool _ended;
    private bool _disposing;
    private bool _isCut;

    private protected WireStreamReader(WireCodec<T> codec, WireStreamOptions options)
    {
        _codec = codec;
        Options = options;
    }

    /// <summary>
    /// The last <c>id</c> of server-sent events, as of the last event that was complete, with or without data; empty where
    /// there was none, and in other framings. The id of an event that was cut off does not count.
    /// </summary>
    public virtual string LastEventId => "";

    /// <summary>
    /// How long to wait before connecting again, as the last <c>retry</c> of server-sent events said, which counts when its
    /// line is complete; null where there was none.
    /// </summary>
    public virtual TimeSpan? ReconnectionInterval => null;

    private protected WireStreamOptions Options { get; }

    private protected int MaxMessageBytes => _codec.Options.MaxMessageBytes;

    /// <summary>What <see cref="MoveNextAsync"/> has read.</summary>
    private protected WireItem<T> Current { get; set; }

    /// <summary>
    /// The messages, to the end of the stream. What happens to one that cannot be read is the affair of
    /// <see cref="WireStreamOptions.OnUnreadable"/>.
    /// </summary>
    /// <exception cref="WireException">A message cannot be read. Enumerating once more goes on after it.</exception>
    /// <exception cref="WireStreamException">The stream did not end as it should.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
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
    /// <exception cref="WireStreamException">The stream did not end as it should.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
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
            using FrameTimer timer = new(Options, cancellationToken);
            while (!_ended)
            {
                next = Broken;
                cancellationToken.ThrowIfCancellationRequested();
                _ended = !await MoveNextAsync(timer).ConfigureAwait(false);
                if (_ended && Volatile.Read(ref _isCut))
                {
                    throw WireStreamException.Disconnected();
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
            if (_disposing)
            {
                await DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Gives the buffers back, and closes what is read from unless <see cref="WireStreamOptions.LeaveOpen"/> says otherwise;
    /// while somebody is reading, as soon as that ends.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _disposing = true;
        int state = Volatile.Read(ref _state);
        if (state is Idle or Broken && Interlocked.CompareExchange(ref _state, Disposed, state) == state)
        {
            await CloseAsync().ConfigureAwait(false);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// To be called before what is read from is closed from this side: to whoever is reading, that may look like an end that
    /// the peer has made.
    /// </summary>
    internal void Cut() => Volatile.Write(ref _isCut, true);

    /// <summary>Reads the next frame; false at a clean end.</summary>
    private protected abstract ValueTask<bool> MoveNextAsync(FrameTimer timer);

    private protected abstract ValueTask CloseAsync();

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

    private void Enter()
    {
        switch (Interlocked.CompareExchange(ref _state, Reading, Idle))
        {
            case Reading:
                throw new InvalidOperationException("The stream is being read already.");
            case Broken:
                throw new InvalidOperationException(
                    "Reading has failed or was cancelled; the stream cannot be read on."
                );
            case Disposed:
                throw new ObjectDisposedException(nameof(WireStreamReader));
            default:
                break;
        }
    }
}
