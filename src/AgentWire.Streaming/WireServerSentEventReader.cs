using System.Runtime.CompilerServices;
using AgentWire.Streaming.Framing;

namespace AgentWire.Streaming;

/// <summary>Reads messages from server-sent events, and what these say of connecting again.</summary>
/// <typeparam name="T">The contract type.</typeparam>
public sealed class WireServerSentEventReader<T> : WireStreamReader<T>
    where T : notnull
{
    private readonly EventCutter _events;
    private readonly PipeFrameReader<T> _frames;

    internal WireServerSentEventReader(EventCutter events, PipeFrameReader<T> frames, WireCodec<T> codec)
        : base(codec, frames.Options)
    {
        _events = events;
        _frames = frames;
    }

    /// <summary>
    /// The last <c>id</c>, as of the last event that was complete, with or without data; empty where there was none. The id of
    /// an event that was cut off does not count.
    /// </summary>
    public string LastEventId => _events.LastEventId;

    /// <summary>
    /// How long to wait before connecting again, as the last <c>retry</c> said, which counts when its line is complete; null
    /// where there was none.
    /// </summary>
    public TimeSpan? ReconnectionInterval => _events.ReconnectionInterval;

    internal override ValueTask<bool> MoveNextAsync(FrameTimer timer)
    {
        ValueTask<bool> moving = _frames.MoveNextAsync(timer);
        if (!moving.IsCompletedSuccessfully)
        {
            return AfterAsync(moving);
        }

        bool isMessage = moving.Result;
        Current = _frames.Current;
        return new(isMessage);
    }

    internal override ValueTask AbortAsync() => _frames.AbortAsync();

    internal override ValueTask ReleaseAsync() => _frames.ReleaseAsync();

#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
#endif
    private async ValueTask<bool> AfterAsync(ValueTask<bool> moving)
    {
        bool isMessage = await moving.ConfigureAwait(false);
        Current = _frames.Current;
        return isMessage;
    }
}
