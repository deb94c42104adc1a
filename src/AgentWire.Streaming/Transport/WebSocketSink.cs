using System.Net.WebSockets;

namespace AgentWire.Streaming.Transport;

internal sealed class WebSocketSink(WebSocket socket) : FrameSink
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);

    /// <summary>A WebSocket is aborted.</summary>
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

    /// <summary>The peer has said goodbye and waits for the answer, but not at any cost.</summary>
    private async Task AnswerCloseAsync()
    {
        using CancellationTokenSource limit = new();
        Task answer = TransportFault.IgnoreAsync(() => CompleteAsync(limit.Token));
        await Task.WhenAny(answer, Task.Delay(AnswerTime, limit.Token)).ConfigureAwait(false);
        limit.Cancel();
    }
}
