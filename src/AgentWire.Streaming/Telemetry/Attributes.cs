namespace AgentWire.Streaming.Telemetry;

/// <summary>The names and values of the attributes of measurements and activities.</summary>
internal static class Attributes
{
    public const string DialectName = "agentwire.dialect";
    public const string FramingName = "agentwire.framing";
    public const string CloseReason = "agentwire.close.reason";
    public const string MessageTag = "agentwire.message.tag";
    public const string ReceivedMessages = "agentwire.stream.received_messages";
    public const string SentMessages = "agentwire.stream.sent_messages";
    public const string ErrorType = "error.type";
    public const string Receive = "receive";
    public const string Transmit = "transmit";

    public static KeyValuePair<string, object?> Dialect(WireCodec codec) => new(DialectName, codec.Dialect);

    public static KeyValuePair<string, object?> Framing(WireFraming? framing) => new(FramingName, NameOf(framing));

    public static KeyValuePair<string, object?> Direction(string direction) => new("network.io.direction", direction);

    /// <summary>Returns the name of a framing. A WebSocket has none.</summary>
    public static string NameOf(WireFraming? framing) => framing?.Name ?? "websocket";

    public static WireCloseReason ReasonOf(WireStreamError? error) =>
        error switch
        {
            WireStreamError.Truncated => WireCloseReason.Truncated,
            WireStreamError.TooLarge => WireCloseReason.TooLarge,
            WireStreamError.TimedOut => WireCloseReason.TimedOut,
            WireStreamError.NotText => WireCloseReason.NotText,
            _ => WireCloseReason.Disconnected,
        };

    public static KeyValuePair<string, object?> Reason(WireCloseReason reason) => new(CloseReason, NameOf(reason));

    public static string NameOf(WireCloseReason reason) =>
        reason switch
        {
            WireCloseReason.Completed => "completed",
            WireCloseReason.Disposed => "disposed",
            WireCloseReason.Cancelled => "cancelled",
            WireCloseReason.ServerStopping => "server_stopping",
            WireCloseReason.Disconnected => "disconnected",
            WireCloseReason.Truncated => "truncated",
            WireCloseReason.TooLarge => "too_large",
            WireCloseReason.TimedOut => "timed_out",
            WireCloseReason.NotText => "not_text",
            WireCloseReason.Unreadable => "unreadable",
            WireCloseReason.SlowClient => "slow_client",
            _ => "server_error",
        };
}
