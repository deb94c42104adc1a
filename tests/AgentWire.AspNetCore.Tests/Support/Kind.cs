using AgentWire.Synaps;
using Microsoft.AspNetCore.Http;

namespace AgentWire.AspNetCore.Tests.Support;

/// <summary>The same messages in every kind of result.</summary>
internal static class Kind
{
    public static IReadOnlyList<string> All { get; } = ["sse", "ndjson", "websocket", "websocket both ways"];

    public static bool IsWebSocket(string kind) => kind.StartsWith("websocket", StringComparison.Ordinal);

    public static IResult Of(
        string kind,
        Func<IAsyncEnumerable<ServerMessage>> messages,
        WireWebSocketOptions? options = null
    ) => Of(kind, _ => messages(), options);

    /// <summary>Creates a result. In the two-way form, a handler sends the messages.</summary>
    public static IResult Of(
        string kind,
        Func<CancellationToken, IAsyncEnumerable<ServerMessage>> messages,
        WireWebSocketOptions? options = null
    ) =>
        kind switch
        {
            "sse" => WireResults.ServerSentEvents(SynapsWire.Server, messages(default), options),
            "ndjson" => WireResults.NewlineDelimited(SynapsWire.Server, messages(default), options),
            "websocket" => WireResults.WebSocket(SynapsWire.Server, messages(default), options),
            _ => WireResults.WebSocket(
                SynapsWire.Client,
                SynapsWire.Server,
                async (connection, cancellationToken) =>
                {
                    await foreach (ServerMessage message in messages(cancellationToken))
                    {
                        await connection.SendAsync(message, CancellationToken.None);
                    }
                },
                options
            ),
        };
}
