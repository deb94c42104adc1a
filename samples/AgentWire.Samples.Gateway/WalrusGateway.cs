using AgentWire.Streaming;
using AgentWire.Walrus;
using Microsoft.AspNetCore.Connections;

namespace AgentWire.Samples.Gateway;

/// <summary>A walrus gateway on its own transport. It answers each request with the next reply of the session.</summary>
internal sealed class WalrusGateway(Script script) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        CancellationToken closed = connection.ConnectionClosed;
        await using WireConnection<ClientMessage, ServerMessage> walrus = WireConnection.Create(
            connection.Transport,
            WireFraming.LengthPrefixed,
            WalrusWire.Client,
            WalrusWire.Server
        );
        await using IAsyncEnumerator<ServerMessage> session = script
            .Play(WalrusWire.Server, closed)
            .GetAsyncEnumerator(closed);
        await foreach (ClientMessage _ in walrus.ReceiveAllAsync(closed))
        {
            do
            {
                if (!await session.MoveNextAsync())
                {
                    return;
                }

                await walrus.SendAsync(session.Current, closed);
            } while (!EndsReply(session.Current));
        }
    }

    private static bool EndsReply(ServerMessage message) =>
        message
            is not (
                ServerMessage.Stream { Event: not StreamEvent.End }
                or ServerMessage.Download { Event: not DownloadEvent.End }
                or ServerMessage.Hub { Event: not HubEvent.End }
            );
}
