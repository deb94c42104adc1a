using System.Net.WebSockets;

namespace AgentWire.Streaming.Transport;

internal sealed class WebSocketSink(WebSocket socket) : FrameSink
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);

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

    public override async ValueTask CloseAsync()
    {
        if (socket.State == WebSocketState.CloseReceived)
        {
            await AnswerCloseAsync().ConfigureAwait(false);
        }

        socket.Dispose();
    }

    /// <summary>The peer has said goodbye and waits for the answer, but not at any cost.</summary>
    private async ValueTask AnswerCloseAsync()
    {
        using CancellationTokenSource limit = new(AnswerTime);
        try
        {
            await CompleteAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException)
        {
            // It has not waited.
        }
    }
}
