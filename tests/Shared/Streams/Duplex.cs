using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace AgentWire.Shared.Streams;

/// <summary>The two ends of a connection over loopback.</summary>
public sealed class Duplex : IDisposable
{
    private Duplex(Socket client, Socket server)
    {
        ClientSocket = client;
        ServerSocket = server;
        Client = new NetworkStream(client, ownsSocket: true);
        Server = new NetworkStream(server, ownsSocket: true);
    }

    public NetworkStream Client { get; }

    public NetworkStream Server { get; }

    public Socket ClientSocket { get; }

    public Socket ServerSocket { get; }

    public static async Task<Duplex> OpenAsync()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Task<Socket> accepted = listener.AcceptAsync();
        await client.ConnectAsync(listener.LocalEndPoint!);
        return new(client, await accepted);
    }

    public WebSocket ClientWebSocket() => WebSocket.CreateFromStream(Client, new WebSocketCreationOptions());

    public WebSocket ServerWebSocket() =>
        WebSocket.CreateFromStream(Server, new WebSocketCreationOptions { IsServer = true });

    /// <summary>Simulates a crash of the server: the connection is reset, not closed.</summary>
    public void KillServer()
    {
        ServerSocket.LingerState = new(true, 0);
        ServerSocket.Close();
    }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }
}
