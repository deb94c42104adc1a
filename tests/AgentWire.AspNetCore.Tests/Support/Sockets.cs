using System.Net.WebSockets;
using System.Text;

namespace AgentWire.AspNetCore.Tests.Support;

internal static class Sockets
{
    public static Task SendTextAsync(this WebSocket socket, string text, bool endOfMessage = true) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage, Limits.Token);

    /// <summary>Returns the next text message, or null if the server closes instead.</summary>
    public static async Task<string?> ReceiveTextAsync(this WebSocket socket)
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            WebSocketReceiveResult result = await socket.ReceiveAsync(buffer, Limits.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, result.Count);
            if (result.EndOfMessage)
            {
                return Encoding.UTF8.GetString(message.ToArray());
            }
        }
    }

    /// <summary>Skips messages until the server closes, and answers the close.</summary>
    public static async Task<(WebSocketCloseStatus? Status, string? Reason)> ReceiveCloseAsync(this WebSocket socket)
    {
        while (await socket.ReceiveTextAsync() is not null) { }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Limits.Token);
        return (socket.CloseStatus, socket.CloseStatusDescription);
    }
}
