using System.Net.WebSockets;

namespace AgentWire.Streaming.Transport;

internal sealed class WebSocketSink(WebSocket socket) : FrameSink
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);

    /// <summary>Gets false, because cancelling a send aborts a WebSocket.</summary>
    public override bool SurvivesCancellation => false;

    public override ValueTask WriteAsync(ArraySegment<byte> frame, CancellationToken cancellationToken) =>
#if NET
        socket.SendAsync(
            frame.AsMemory(),
            WebSocketMessageType.Text,
            WebSocketMessageFlags.EndOfMessage,
            cancellationToken
        );
#else
        new(socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellationToken));
#endif

    public override ValueTask CompleteAsync(CancellationToken cancellationToken) =>
        new(socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken));

    public override async ValueTask AbortAsync()
    {
        try
        {
            if (socket.State == WebSocketState.CloseReceived)
            {
                await AnswerCloseAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            socket.Dispose();
        }
    }

    /// <summary>Answers the close frame of the peer, which waits for the answer, but not for an unlimited time.</summary>
    private async Task AnswerCloseAsync()
    {
        using CancellationTokenSource limit = new();
        Task answer = TransportFault.IgnoreAsync(() => CompleteAsync(limit.Token));
        await Task.WhenAny(answer, Task.Delay(AnswerTime, limit.Token)).ConfigureAwait(false);
        limit.Cancel();
    }
}
