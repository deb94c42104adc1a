using System.Buffers;
using System.Diagnostics;
using System.Threading.Channels;

namespace AgentWire.AspNetCore.Serving;

/// <summary>
/// Stands between whoever sends frames and a client: bounds how long one frame may take, and how much may wait where
/// nobody is to wait for the client. When the server stops, what waits is dropped.
/// </summary>
internal sealed class SendGuard
{
    private static readonly long LongestTurn = Stopwatch.Frequency / 1000;

    private readonly WireServerOptions _options;
    private readonly IGuardedTransport _transport;
    private readonly CancellationToken _stopping;
    private readonly Channel<ArraySegment<byte>>? _waiting;
    private readonly Task _pump = Task.CompletedTask;
    private Exception? _failure;
    private long _waitingBytes;
    private long _turn = Stopwatch.GetTimestamp();
    private int _isSlow;

    public SendGuard(WireServerOptions options, IGuardedTransport transport, CancellationToken stopping)
    {
        _options = options;
        _transport = transport;
        _stopping = stopping;
        if (options.MaxPendingBytes is not null)
        {
            _waiting = Channel.CreateUnbounded<ArraySegment<byte>>(new() { SingleReader = true });
            _pump = PumpAsync(_waiting);
        }
    }

    private bool IsSlow => Volatile.Read(ref _isSlow) != 0;

    /// <exception cref="SlowClientException">The client is too slow.</exception>
    /// <exception cref="IOException">An earlier frame could not be sent.</exception>
    /// <exception cref="OperationCanceledException">
    /// The token was cancelled while the client was waited for. The connection is cut, unless the server stops and the
    /// client takes the frame within the close timeout.
    /// </exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        if (_waiting is null)
        {
            ValueTask transmission = TransmitAsync(frame, cancellationToken);
            if (!transmission.IsCompletedSuccessfully)
            {
                return transmission;
            }
        }
        else
        {
            Enqueue(frame.Span, _waiting);
        }

        return IsTurnOver() ? YieldAsync() : ValueTask.CompletedTask;
    }

    /// <summary>
    /// Takes no more frames, and ends when none waits: all were sent, or dropped as the client is slow or lost, or as the
    /// server stops.
    /// </summary>
    public Task CompleteAsync()
    {
        _waiting?.Writer.TryComplete();
        return _pump;
    }

    /// <summary>
    /// Whether somebody who never waits has had the thread for long enough, and others want it: among them the server, which
    /// needs one to notice that a client has gone.
    /// </summary>
    private bool IsTurnOver()
    {
        long now = Stopwatch.GetTimestamp();
        if (now - _turn < LongestTurn)
        {
            return false;
        }

        _turn = now;
        return ThreadPool.PendingWorkItemCount > 0;
    }

    private async ValueTask YieldAsync()
    {
        // Queued behind all others, where a task that is forced to yield would go on before them.
        await Task.Yield();
        _turn = Stopwatch.GetTimestamp();
    }

    private void Enqueue(ReadOnlySpan<byte> frame, ChannelWriter<ArraySegment<byte>> waiting)
    {
        long bytes = Interlocked.Add(ref _waitingBytes, frame.Length);
        if (bytes > _options.MaxPendingBytes && bytes > frame.Length)
        {
            GiveUp();
        }

        if (IsSlow)
        {
            throw new SlowClientException();
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(frame.Length);
        frame.CopyTo(rented);
        if (!waiting.TryWrite(new(rented, 0, frame.Length)))
        {
            ArrayPool<byte>.Shared.Return(rented);
            throw new IOException("The connection has ended.", _failure);
        }
    }

    private async Task PumpAsync(Channel<ArraySegment<byte>> waiting)
    {
        await foreach (ArraySegment<byte> frame in waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                if (!IsSlow && _failure is null && !_stopping.IsCancellationRequested)
                {
                    await TransmitAsync(frame, _stopping).ConfigureAwait(false);
                }
            }
            catch (Exception exception)
            {
                // Whoever sends next is told.
                _failure = exception;
                waiting.Writer.TryComplete();
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(frame.Array!);
                Interlocked.Add(ref _waitingBytes, -frame.Count);
            }
        }
    }

    private ValueTask TransmitAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        ValueTask transmission = _transport.TransmitAsync(frame);
        return transmission.IsCompletedSuccessfully
            ? transmission
            : AwaitAsync(transmission.AsTask(), cancellationToken);
    }

    /// <summary>Ends only when the transmission has: until then, the frame's memory is the transport's.</summary>
    private async ValueTask AwaitAsync(Task transmission, CancellationToken cancellationToken)
    {
        try
        {
            await transmission
                .WaitAsync(_options.SendTimeout, _options.TimeProvider, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TimeoutException) when (transmission.IsCompletedSuccessfully)
        {
            // It was taken after all.
        }
        catch (TimeoutException) when (!transmission.IsCompleted)
        {
            GiveUp();
            await transmission.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new SlowClientException();
        }
        catch (OperationCanceledException) when (!transmission.IsCompleted)
        {
            if (_stopping.IsCancellationRequested)
            {
                await transmission
                    .WaitAsync(_options.CloseTimeout, _options.TimeProvider, CancellationToken.None)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (!transmission.IsCompleted)
            {
                _transport.Abort();
                await transmission.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            throw;
        }
    }

    private void GiveUp()
    {
        if (Interlocked.Exchange(ref _isSlow, 1) == 0)
        {
            _transport.OnSlow();
        }
    }
}
