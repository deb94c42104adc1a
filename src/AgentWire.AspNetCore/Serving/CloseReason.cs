using System.Net.WebSockets;
using System.Text;
using AgentWire.Streaming;

namespace AgentWire.AspNetCore.Serving;

/// <summary>The status and description with which a client's WebSocket is closed, and the reason for telemetry.</summary>
internal sealed record CloseReason(WireCloseReason Cause, WebSocketCloseStatus Status, string? Description)
{
    // The size of a control frame without the status.
    private const int MaxDescriptionBytes = 123;

    public static CloseReason Done { get; } = new(WireCloseReason.Completed, WebSocketCloseStatus.NormalClosure, null);

    public static CloseReason Stopping { get; } =
        new(WireCloseReason.ServerStopping, WebSocketCloseStatus.EndpointUnavailable, "The server is stopping.");

    public static CloseReason NotText { get; } =
        new(WireCloseReason.NotText, WebSocketCloseStatus.InvalidMessageType, "Messages are text.");

    public static CloseReason SlowClient { get; } =
        new(WireCloseReason.SlowClient, WebSocketCloseStatus.PolicyViolation, "The client is too slow.");

    public static CloseReason SlowMessage { get; } =
        new(WireCloseReason.TimedOut, WebSocketCloseStatus.PolicyViolation, "A message took too long to arrive.");

    public static CloseReason ServerError { get; } =
        new(WireCloseReason.ServerError, WebSocketCloseStatus.InternalServerError, null);

    public static CloseReason Failed(string error) =>
        new(WireCloseReason.ServerError, WebSocketCloseStatus.InternalServerError, Cut(error));

    public static CloseReason TooLarge(int maxBytes) =>
        new(
            WireCloseReason.TooLarge,
            WebSocketCloseStatus.MessageTooBig,
            $"A message can have at most {maxBytes} bytes."
        );

    public static CloseReason Unreadable(in WireError error) =>
        new(WireCloseReason.Unreadable, WebSocketCloseStatus.InvalidPayloadData, Cut(error.ToString()));

    private static string Cut(string text)
    {
        int bytes = 0;
        StringBuilder cut = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxDescriptionBytes)
            {
                break;
            }

            cut.Append(rune);
        }

        return cut.ToString();
    }
}
