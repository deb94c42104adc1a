using System.Buffers;
using System.Diagnostics;
using System.Threading.Channels;

namespace AgentWire.AspNetCore.Serving;

/// <summary>
/// Limits how long a client can take to accept one frame, and how many bytes can be pending if sending must not wait. When
/// the server stops, pending frames are dropped.
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

    /// <summary>Gets whether the client was too slow.</summary>
    public bool IsSlow => Volatile.Read(ref _isSlow) != 0;

    /// <exception cref="SlowClientException">The client is too slow.</exception>
    /// <exception cref="IOException">An earlier frame could not be sent.</exception>
    /// <exception cref="OperationCanceledException">
    /// The token was cancelled while waiting for the client. The connection is cut, unless the server is stopping and the client
    /// accepts the frame within the close timeout.
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
    /// Accepts no more frames, and waits until none is pending: all were sent, or they were dropped because the client is slow or
    /// lost or the server is stopping.
    /// </summary>
    public Task CompleteAsync()
    {
        _waiting?.Writer.TryComplete();
        return _pump;
    }

    /// <summary>
    /// Returns whether code that never waits has used the thread for long enough, and must let other work run. The server, for
    /// example, needs a thread to notice that a client has disconnected.
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
        // This is queued behind all other work. A task that is forced to yield would run before it.
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
                // The next caller that sends gets the exception.
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

    /// <summary>Waits until the transmission has ended, because the transport uses the memory of the frame until then.</summary>
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
            // The frame was accepted after all.
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
