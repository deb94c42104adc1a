using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using AgentWire.Streaming;
using AgentWire.Synaps;

namespace AgentWire.AspNetCore.Tests.Load;

/// <summary>Many clients of a server at once, half over WebSockets and half over server-sent events.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly SocketsHttpHandler _handler = new();
    private readonly HttpClient _http;
    private readonly List<IDisposable> _connections = [];
    private readonly List<Task> _reading = [];
    private readonly List<List<TimeSpan>> _ages = [];
    private int _received;

    public Crowd(Uri server)
    {
        _server = server;
        _http = new(_handler, disposeHandler: false);
    }

    /// <summary>Gets the number of messages that the healthy clients have received.</summary>
    public int Received => Volatile.Read(ref _received);

    /// <summary>The delays of all these messages, sorted.</summary>
    public TimeSpan[] Ages => [.. _ages.SelectMany(ages => ages).Order()];

    /// <summary>Connects clients that read everything immediately.</summary>
    public async Task ConnectAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            WireStreamReader<ServerMessage> reader =
                i % 2 == 0
                    ? WireStreamReader.Create(await OpenSocketAsync(), SynapsWire.Server)
                    : WireStreamReader.Create(
                        await _http.GetStreamAsync(new Uri(_server, "/sse")),
                        WireFraming.ServerSentEvents,
                        SynapsWire.Server
                    );
            List<TimeSpan> ages = [];
            _ages.Add(ages);
            _reading.Add(ReadAsync(reader, ages));
        }
    }

    /// <summary>Connects clients that never read.</summary>
    public async Task ConnectSlowAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
            await socket.ConnectAsync(_server.Host, _server.Port);
            string upgrade =
                i % 2 == 0
                    ? "GET /socket HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    : "GET /sse HTTP/1.1\r\n";
            await socket.SendAsync(Encoding.ASCII.GetBytes($"{upgrade}Host: {_server.Authority}\r\n\r\n"));
            _connections.Add(socket);
        }
    }

    /// <summary>Connects clients that disappear after some time without closing.</summary>
    public async Task ConnectDyingAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            ClientWebSocket socket = await OpenSocketAsync();
            _ = Task.Delay(1000 + (20 * i), _stop.Token).ContinueWith(_ => socket.Abort(), TaskScheduler.Default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_reading);
        _connections.ForEach(connection => connection.Dispose());
        _http.Dispose();
        _handler.Dispose();
        _stop.Dispose();
    }

    private async Task<ClientWebSocket> OpenSocketAsync()
    {
        ClientWebSocket socket = new();
        _connections.Add(socket);
        await socket.ConnectAsync(new UriBuilder(_server) { Scheme = "ws", Path = "/socket" }.Uri, Limits.Token);
        return socket;
    }

    private async Task ReadAsync(WireStreamReader<ServerMessage> reader, List<TimeSpan> ages)
    {
        await using (reader)
        {
            try
            {
                await foreach (ServerMessage message in reader.ReadAllAsync(_stop.Token))
                {
                    ages.Add(Broadcast.Age(message));
                    Interlocked.Increment(ref _received);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
