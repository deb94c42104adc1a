using AgentWire.Streaming;

namespace AgentWire.AspNetCore.Serving;

/// <summary>Sends a keep-alive when nothing was sent for long enough.</summary>
internal sealed class KeepAlive : IAsyncDisposable
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _clock;
    private readonly TimeSpan _interval;
    private readonly PeriodicTimer _timer;
    private readonly Task _loop;
    private long _lastSent;

    public KeepAlive(Func<ValueTask> send, WireServerOptions options)
    {
        _clock = options.TimeProvider;
        _interval = options.KeepAliveInterval;
        _timer = new(_interval, _clock);
        Reset();
        _loop = RunAsync(send);
    }

    /// <summary>Must be called when something was sent.</summary>
    public void Reset() => Volatile.Write(ref _lastSent, _clock.GetTimestamp());

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _loop.ConfigureAwait(false);
    }

    private async Task RunAsync(Func<ValueTask> send)
    {
        try
        {
            while (await _timer.WaitForNextTickAsync().ConfigureAwait(false))
            {
                TimeSpan rest = _interval - _clock.GetElapsedTime(Volatile.Read(ref _lastSent));
                if (rest <= TimeSpan.Zero)
                {
                    await send().ConfigureAwait(false);
                    Reset();
                    rest = _interval;
                }

                _timer.Period = rest > ShortestWait ? rest : ShortestWait;
            }
        }
        catch (Exception exception)
            when (exception is WireStreamException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection has ended. The code that writes messages notices this too.
        }
    }
}
