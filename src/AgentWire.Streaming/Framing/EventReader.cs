using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace AgentWire.Streaming.Framing;

/// <summary>Reads server-sent events by the framework's parser, behind a stream that bounds what it has to buffer.</summary>
internal sealed class EventReader<T> : WireStreamReader<T>
    where T : notnull
{
    private readonly Stream _stream;
    private readonly EventStream _bounded;
    private readonly SseParser<Event> _parser;
    private readonly IAsyncEnumerator<SseItem<Event>> _events;
    private readonly int _maxBytes;

    public EventReader(Stream stream, WireCodec<T> codec, WireStreamOptions options, int maxBytes)
        : base(codec, options)
    {
        _maxBytes = maxBytes;
        _stream = stream;
        _bounded = new EventStream(stream, maxBytes);
        _parser = SseParser.Create<Event>(_bounded, Parse);
        // The stream has the token of whoever reads at the time.
        _events = _parser.EnumerateAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
    }

    public override string LastEventId => _parser.LastEventId;

    public override TimeSpan? ReconnectionInterval =>
        _parser.ReconnectionInterval == Timeout.InfiniteTimeSpan ? null : _parser.ReconnectionInterval;

#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
#endif
    private protected override async ValueTask<bool> MoveNextAsync(FrameTimer timer)
    {
        _bounded.Timer = timer;
        while (await _events.MoveNextAsync().ConfigureAwait(false))
        {
            Event found = _events.Current.Data;
            switch (found.Kind)
            {
                case EventKind.Message:
                    Current = found.Item;
                    return true;
                case EventKind.TooLarge:
                    throw WireStreamException.TooLarge(_maxBytes);
                default:
                    // An event without data keeps a connection alive.
                    continue;
            }
        }

        return false;
    }

    private protected override async ValueTask CloseAsync()
    {
        await _events.DisposeAsync().ConfigureAwait(false);
        if (!Options.LeaveOpen)
        {
#if NET
            await _stream.DisposeAsync().ConfigureAwait(false);
#else
            _stream.Dispose();
#endif
        }
    }

    private Event Parse(string eventType, ReadOnlySpan<byte> data) =>
        data.Length > _maxBytes ? new(EventKind.TooLarge)
        : Blank.Is(data) ? new(EventKind.Empty)
        : new(EventKind.Message, Decode(data));

    private enum EventKind
    {
        Empty,
        Message,
        TooLarge,
    }

    private readonly record struct Event(EventKind Kind, WireItem<T> Item = default);
}
