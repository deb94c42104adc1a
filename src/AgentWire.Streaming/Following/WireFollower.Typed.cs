using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using AgentWire.Streaming.Following;
using AgentWire.Streaming.Framing;
using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming;

/// <summary>
/// Reads the messages of a stream over many connections. If a connection is lost, the follower connects again after a delay, and
/// continues after the last message that it has given to the caller. Create it with <see cref="WireFollower"/>.
/// </summary>
/// <remarks>
/// <para>Only one enumeration can run at a time. If you leave one early, the connection stays open, and the next enumeration
/// continues where the first one stopped. After a cancelled or failed enumeration, the next one connects again.</para>
/// <para>No message is lost or given twice if the server gives every message an id and continues after the id that it gets. Without
/// ids, a connection that is lost can lose messages, and repeat others.</para>
/// </remarks>
/// <typeparam name="T">The contract type.</typeparam>
public sealed class WireFollower<T> : IAsyncDisposable
    where T : notnull
{
    private const int Idle = 0;
    private const int Reading = 1;

    private readonly FollowSource<T> _source;
    private readonly WireFollowOptions<T> _options;
    private readonly TimeProvider _clock;
    private readonly Backoff _backoff;
    private readonly CancellationTokenSource _closing = new();
    private FollowConnection<T>? _connection;
    private volatile WireFollowStatus _status = new(WireFollowState.Idle);
    private volatile string? _cursor;
    private WireFollowFailure? _failure;
    private WireFollowEnd? _end;
    private TimeSpan? _interval;
    private int _failedAttempts;
    private bool _mustWait;
    private bool _isSent;
    private int _use;

    internal WireFollower(FollowSource<T> source, WireFollowOptions<T> options)
    {
        _source = source;
        _options = options;
        _clock = options.Stream.TimeProvider;
        _backoff = new(options.MinDelay, options.MaxDelay, options.Random);
        _cursor = Known(options.Cursor);
    }

    /// <summary>
    /// Gets the position after the last message that was given to the caller, or null if there is none. In server-sent events, it is
    /// the last id of a complete event. To continue after a restart of the program, keep it, and pass it as
    /// <see cref="WireFollowOptions{T}.Cursor"/>.
    /// </summary>
    public string? Cursor => _cursor;

    /// <summary>Gets what the follower is doing.</summary>
    public WireFollowStatus Status => _status;

    /// <summary>
    /// Reads all messages, until there are no more. <see cref="Status"/> then says whether a terminal message arrived
    /// (<see cref="WireFollowEnd.Finished"/>), or whether the server says that there are no more
    /// (<see cref="WireFollowEnd.CompletedByServer"/>). <see cref="WireStreamOptions.OnUnreadable"/> determines what happens to a
    /// message that is not valid.
    /// </summary>
    /// <exception cref="WireFollowException">The stream cannot be followed any further.</exception>
    /// <exception cref="WireException">A message is not valid. A new enumeration continues after it.</exception>
    /// <exception cref="WireStreamException">The follower was disposed in the meantime (<see cref="WireStreamError.Disconnected"/>).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The follower was disposed.</exception>
    /// <exception cref="InvalidOperationException">Another enumeration is in progress.</exception>
    public IAsyncEnumerable<T> ReadAllAsync(CancellationToken cancellationToken = default) =>
        ValidMessages.Of(ReadItemsAsync(CancellationToken.None), _options.Stream.OnUnreadable, cancellationToken);

    /// <summary>Reads all messages, until there are no more, and the bytes of those that are not valid.</summary>
    /// <exception cref="WireFollowException">The stream cannot be followed any further.</exception>
    /// <exception cref="WireStreamException">The follower was disposed in the meantime (<see cref="WireStreamError.Disconnected"/>).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The follower was disposed.</exception>
    /// <exception cref="InvalidOperationException">Another enumeration is in progress.</exception>
    public async IAsyncEnumerable<WireItem<T>> ReadItemsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        Enter();
        try
        {
            while (_end is null && await OpenAsync(cancellationToken).ConfigureAwait(false) is { } connection)
            {
                using FollowWait wait = new(
                    _options.SilenceTimeout ?? _source.SilenceTimeout,
                    _clock,
                    connection.CloseAsync,
                    cancellationToken,
                    _closing.Token
                );
                connection.Reader.Arrived = wait.OnArrival;
                IAsyncEnumerator<WireItem<T>> items = connection
                    .Reader.ReadItemsAsync(wait.Token)
                    .GetAsyncEnumerator(CancellationToken.None);
                await using (items.ConfigureAwait(false))
                {
                    while (
                        _end is null
                        && await MoveNextAsync(connection, items, wait, cancellationToken).ConfigureAwait(false)
                    )
                    {
                        Count(connection, items.Current);
                        yield return items.Current;
                    }
                }
            }
        }
        finally
        {
            await LeaveAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Closes the connection. A caller that is reading gets <see cref="WireStreamError.Disconnected"/>. The method does not throw,
    /// and can be called several times. The HTTP client stays with its owner.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        TransportFault.Cancel(_closing);
        await DropAsync().ConfigureAwait(false);
    }

    private static ObjectDisposedException Disposed() => new(nameof(WireFollower));

    private static string? Known(string? cursor) => string.IsNullOrEmpty(cursor) ? null : cursor;

    private void Enter()
    {
        if (_closing.IsCancellationRequested)
        {
            throw Disposed();
        }

        if (Interlocked.CompareExchange(ref _use, Reading, Idle) == Reading)
        {
            throw new InvalidOperationException("Another enumeration of the stream is in progress.");
        }

        if (_connection is null)
        {
            _mustWait = false;
            _failedAttempts = 0;
        }
    }

    private async Task LeaveAsync()
    {
        try
        {
            if (_end is { } end && _status.End is null)
            {
                await DropAsync().ConfigureAwait(false);
                Report(new(WireFollowState.Ended, _failedAttempts, _failure, end: end));
            }
            else if (_closing.IsCancellationRequested)
            {
                await DropAsync().ConfigureAwait(false);
            }
            else if (_connection is null && _status.State != WireFollowState.Ended)
            {
                Report(new(WireFollowState.Idle, _failedAttempts, _failure));
            }
        }
        finally
        {
            Volatile.Write(ref _use, Idle);
        }
    }

    /// <summary>Counts a message as given to the caller.</summary>
    private void Count(FollowConnection<T> connection, WireItem<T> item)
    {
        connection.HasMessages = true;
        _failedAttempts = 0;
        KeepPosition(connection);
        if (item.TryGetValue(out T? message))
        {
            _cursor = Known(_options.CursorOf?.Invoke(message)) ?? _cursor;
            _end = _options.IsEnd?.Invoke(message) == true ? WireFollowEnd.Finished : null;
        }
    }

    /// <summary>Keeps what server-sent events say about reconnecting. All complete messages were given to the caller.</summary>
    private void KeepPosition(FollowConnection<T> connection)
    {
        if (connection.Reader is WireServerSentEventReader<T> events)
        {
            _interval = events.ReconnectionInterval ?? _interval;
            _cursor = _options.CursorOf is null ? Known(events.LastEventId) : _cursor;
        }
    }

    /// <summary>Moves to the next message of a connection. Returns false if the connection is over.</summary>
#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
#endif
    private async ValueTask<bool> MoveNextAsync(
        FollowConnection<T> connection,
        IAsyncEnumerator<WireItem<T>> items,
        FollowWait wait,
        CancellationToken caller
    )
    {
        WireFollowFailure failure;
        WireFollowEnd? end = null;
        try
        {
            wait.Begin();
            if (await items.MoveNextAsync().ConfigureAwait(false))
            {
                return true;
            }

            KeepPosition(connection);
            if (connection.IsComplete(_options.CompletesAtCleanEnd))
            {
                _end = WireFollowEnd.CompletedByServer;
                return false;
            }

            failure = new() { Message = "The server ended the stream." };
        }
        catch (Exception exception) when (TransportFault.Is(exception))
        {
            ThrowIfOver(caller, exception);
            if (!wait.IsCancelled)
            {
                // After a cancellation, a read can go on that nobody waits for, and move the position further.
                KeepPosition(connection);
            }

            (failure, end) = wait.IsSilent
                ? (new() { Message = "The server was silent for too long.", Exception = exception }, null)
                : Explain(exception);
        }
        finally
        {
            wait.End();
        }

        bool wasHealthy =
            connection.HasMessages
            || (!wait.IsSilent && _clock.GetElapsedTime(connection.OpenedAt) >= _options.MaxDelay);
        _ = DropAsync();
        _failedAttempts = wasHealthy ? 0 : _failedAttempts + 1;
        Fail(failure, end);
        return false;
    }

    /// <summary>Connects until there is a connection. Returns null if the server has completed the stream.</summary>
    private async Task<FollowConnection<T>?> OpenAsync(CancellationToken caller)
    {
        while (true)
        {
            ThrowIfOver(caller);
            if (_connection is { } open)
            {
                return open;
            }

            CheckRepetition();
            if (_mustWait)
            {
                await WaitAsync(caller).ConfigureAwait(false);
            }

            Report(new(WireFollowState.Connecting, _failedAttempts, _failure));
            FollowAnswer<T> answer = await AskAsync(caller).ConfigureAwait(false);
            _isSent |= !answer.IsUnsent;
            if (answer.Connection is { } connection)
            {
                connection.OpenedAt = _clock.GetTimestamp();
                _connection = connection;
                // The follower can have been disposed in the meantime.
                ThrowIfOver(CancellationToken.None);
                _mustWait = false;
                Report(new(WireFollowState.Open, _failedAttempts, _failure));
            }
            else if (answer.Failure is { } failure)
            {
                _failedAttempts++;
                Fail(failure, answer.End);
            }
            else
            {
                _end = answer.End;
                return null;
            }
        }
    }

    /// <summary>Makes one attempt to connect.</summary>
    private async Task<FollowAnswer<T>> AskAsync(CancellationToken caller)
    {
        using CancellationTokenSource limit = Http.Limit(_clock, _options.ConnectTimeout);
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(
            caller,
            _closing.Token,
            limit.Token
        );
        try
        {
            return await _source.OpenAsync(_cursor, source.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (source.IsCancellationRequested && TransportFault.Is(exception))
        {
            _isSent |= _source.SendsToOpen;
            ThrowIfOver(caller, exception);
            return new()
            {
                Failure = new()
                {
                    Message = $"The server has not answered within {_options.ConnectTimeout}.",
                    Exception = exception,
                },
                IsUnsent = !_source.SendsToOpen,
            };
        }
    }

    /// <summary>Waits for the next attempt.</summary>
    private async Task WaitAsync(CancellationToken caller)
    {
        TimeSpan delay = _backoff.Next(_failedAttempts, _interval, _failure!.RetryAfter);
        Report(new(WireFollowState.Waiting, _failedAttempts, _failure, delay));
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(caller, _closing.Token);
        try
        {
            await Http.DelayAsync(_clock, delay, source.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            ThrowIfOver(caller, exception);
            throw;
        }
    }

    /// <summary>Notes why there is no connection.</summary>
    /// <exception cref="WireFollowException">No further attempt follows.</exception>
    private void Fail(WireFollowFailure failure, WireFollowEnd? end)
    {
        _failure = failure;
        _mustWait = true;
        if (end is { } reason)
        {
            throw End(reason, failure.Message);
        }

        if (_failedAttempts >= _options.MaxAttempts)
        {
            throw End(WireFollowEnd.WentAway, $"{failure.Message} {_failedAttempts} attempts have failed.");
        }

        TimeSpan? asked = _interval is null || failure.RetryAfter > _interval ? failure.RetryAfter : _interval;
        if (asked > _options.MaxRequestedDelay)
        {
            throw End(WireFollowEnd.WentAway, $"{failure.Message} The server asks for a delay of {asked}.");
        }
    }

    /// <exception cref="WireFollowException">The request would be repeated, and it is not known whether this is safe.</exception>
    private void CheckRepetition()
    {
        if (_isSent && _cursor is null && !_source.IsSafe && !_options.RepeatsWithoutCursor)
        {
            _failure ??= new() { Message = "The last enumeration was cancelled." };
            throw End(
                WireFollowEnd.WentAway,
                $"{_failure.Message} The request is not repeated, because there is no cursor that says where to continue."
            );
        }
    }

    private WireFollowException End(WireFollowEnd reason, string message)
    {
        Report(new(WireFollowState.Ended, _failedAttempts, _failure, end: reason));
        return new(reason, _failure!, message);
    }

    /// <summary>Closes the connection and throws, if the caller has cancelled or the follower was disposed.</summary>
    private void ThrowIfOver(CancellationToken caller, Exception? cause = null)
    {
        if (caller.IsCancellationRequested)
        {
            _ = DropAsync();
            throw new OperationCanceledException(cause?.Message ?? "Reading was cancelled.", cause, caller);
        }

        if (_closing.IsCancellationRequested)
        {
            _ = DropAsync();
            throw WireStreamException.Closed(cause);
        }
    }

    /// <summary>Closes the connection, if there is one. Only disposing and a regular end wait until it is closed.</summary>
    private Task DropAsync() => Interlocked.Exchange(ref _connection, null)?.CloseAsync() ?? Task.CompletedTask;

    private void Report(WireFollowStatus status)
    {
        _status = status;
        _options.OnStatusChange?.Invoke(status);
    }

    /// <summary>Returns why a connection failed, and whether another one would fail in the same way.</summary>
    private static (WireFollowFailure Failure, WireFollowEnd? End) Explain(Exception exception) =>
        exception is WireStreamException stream
            ? (
                new()
                {
                    Message = stream.Message,
                    CloseStatus = stream.CloseStatus,
                    Exception = stream,
                },
                stream switch
                {
                    { Error: WireStreamError.TooLarge or WireStreamError.NotText } => WireFollowEnd.Unreadable,
                    {
                        CloseStatus: WebSocketCloseStatus.ProtocolError
                            or WebSocketCloseStatus.InvalidMessageType
                            or WebSocketCloseStatus.InvalidPayloadData
                            or WebSocketCloseStatus.MessageTooBig
                            or WebSocketCloseStatus.MandatoryExtension
                    } => WireFollowEnd.Refused,
                    _ => null,
                }
            )
            : (new() { Message = "The connection was lost.", Exception = exception }, null);
}
