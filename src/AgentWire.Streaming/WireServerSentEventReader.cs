using System.Runtime.CompilerServices;
using AgentWire.Streaming.Framing;

namespace AgentWire.Streaming;

/// <summary>Reads messages from server-sent events, and the information that they contain about reconnecting.</summary>
/// <typeparam name="T">The contract type.</typeparam>
public sealed class WireServerSentEventReader<T> : WireStreamReader<T>
    where T : notnull
{
    private readonly ServerSentEventCutter _events;
    private readonly PipeFrameReader<T> _frames;

    internal WireServerSentEventReader(
        ServerSentEventCutter events,
        PipeFrameReader<T> frames,
        WireCodec<T> codec,
        WireStreamOptions options
    )
        : base(codec, WireFraming.ServerSentEvents, options)
    {
        _events = events;
        _frames = frames;
    }

    /// <summary>
    /// Gets the last <c>id</c> of a complete event, with or without data, or an empty string if there was none. The id of an
    /// event that was cut off does not count.
    /// </summary>
    public string LastEventId => _events.LastEventId;

    /// <summary>
    /// Gets the time to wait before reconnecting, as given by the last complete <c>retry</c> line, or null if there was none.
    /// </summary>
    public TimeSpan? ReconnectionInterval => _events.ReconnectionInterval;

    internal override Action? Arrived
    {
        get => _frames.Arrived;
        set => _frames.Arrived = value;
    }

    /// <summary>Continues after the id of an earlier connection, which counts until another one arrives.</summary>
    internal void Resume(string lastEventId) => _events.Resume(lastEventId);

    internal override ValueTask<bool> MoveNextAsync(FrameTimer timer)
    {
        ValueTask<bool> moving = _frames.MoveNextAsync(timer);
        if (!moving.IsCompletedSuccessfully)
        {
            return AfterAsync(moving);
        }

        bool isMessage = moving.Result;
        Take();
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
        Take();
        return isMessage;
    }

    private void Take()
    {
        Current = _frames.Current;
        CurrentFrame = _frames.CurrentFrame;
    }
}
