using System.Net.WebSockets;
using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming.Following;

/// <summary>Follows the messages of a WebSocket that a delegate opens.</summary>
internal sealed class WebSocketSource<T>(
    Func<string?, CancellationToken, Task<WebSocket>> open,
    WireCodec<T> codec,
    WireStreamOptions options
) : FollowSource<T>
    where T : notnull
{
    // What the delegate does to open one can have effects.
    public override bool IsSafe => false;

    public override bool SendsToOpen => false;

    public override TimeSpan SilenceTimeout => Timeout.InfiniteTimeSpan;

    public override async Task<FollowAnswer<T>> OpenAsync(string? cursor, CancellationToken cancellationToken)
    {
        try
        {
            WebSocket? socket = await InTimeAsync(open(cursor, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            return socket is null
                ? throw new InvalidOperationException("The delegate returned no WebSocket.")
                : new() { Connection = new Connection(socket, WireStreamReader.Create(socket, codec, options)) };
        }
        catch (WireFollowException exception)
        {
            return new()
            {
                Failure = exception.Failure,
                End = exception.Reason == WireFollowEnd.WentAway ? null : exception.Reason,
                IsUnsent = true,
            };
        }
        catch (Exception exception) when (IsFailure(exception) && !cancellationToken.IsCancellationRequested)
        {
            return new()
            {
                Failure = new() { Message = "The WebSocket cannot be opened.", Exception = exception },
                IsUnsent = true,
            };
        }
    }

    private sealed class Connection(WebSocket socket, WireStreamReader<T> reader) : FollowConnection<T>(reader)
    {
        private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(1);

        public override bool IsComplete(bool? option) =>
            socket.CloseStatus != WebSocketCloseStatus.EndpointUnavailable && (option ?? true);

        private protected override async ValueTask CloseOnceAsync()
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                using CancellationTokenSource limit = new();
                Task closing = TransportFault.IgnoreAsync(() =>
                    new(socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token))
                );
                await Task.WhenAny(closing, Task.Delay(CloseTime, limit.Token)).ConfigureAwait(false);
                TransportFault.Cancel(limit);
            }

            await Reader.DisposeAsync().ConfigureAwait(false);
        }
    }
}
