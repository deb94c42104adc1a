using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentWire.AspNetCore.Tests.Support;

/// <summary>Kestrel on a free loopback port, and its log.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly EventLog _log;

    private LoopbackServer(WebApplication app, EventLog log)
    {
        _app = app;
        _log = log;
        Address = new Uri(app.Urls.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>The names of the events that the library has logged.</summary>
    public IEnumerable<string?> Events => _log.Entries.Select(entry => entry.Name);

    /// <summary>What it has logged.</summary>
    public IEnumerable<string> Messages => _log.Entries.Select(entry => entry.Message);

    /// <summary>The headers that make a GET a WebSocket request.</summary>
    public static IReadOnlyList<string> Upgrade { get; } =
    [
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ];

    public static async Task<LoopbackServer> StartAsync(
        Action<WebApplication> map,
        Action<IServiceCollection>? services = null
    )
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        EventLog log = new();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        services?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        map(app);
        await app.StartAsync();
        return new(app, log);
    }

    /// <summary>Starts a server with a WebSocket at <c>/</c>.</summary>
    public static Task<LoopbackServer> StartAsync(IResult result) =>
        StartAsync(app =>
        {
            app.UseWebSockets();
            app.MapGet("/", () => result);
        });

    /// <summary>Waits until an event was logged, which can be slightly later than its effect.</summary>
    public async Task LoggedAsync(string name)
    {
        CancellationToken limit = Limits.Token;
        while (!Events.Contains(name))
        {
            await Task.Delay(5, limit);
        }
    }

    public Task StopAsync() => _app.StopAsync();

    public async Task<ClientWebSocket> ConnectAsync(string? origin = null, string path = "/")
    {
        ClientWebSocket socket = new();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await socket.ConnectAsync(new UriBuilder(Address) { Scheme = "ws", Path = path }.Uri, Limits.Token);
        return socket;
    }

    /// <summary>Sends a GET over a socket with a small receive buffer. The bytes of the response are not interpreted.</summary>
    public async Task<NetworkStream> GetRawAsync(string path, params IEnumerable<string> headers)
    {
        string[] lines = [$"GET {path} HTTP/1.1", .. headers];
        if (!lines.Any(line => line.StartsWith("Host:", StringComparison.Ordinal)))
        {
            lines = [.. lines, $"Host: {Address.Authority}"];
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096, NoDelay = true };
        await socket.ConnectAsync(Address.Host, Address.Port);
        NetworkStream stream = new(socket, ownsSocket: true);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"));
        return stream;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class EventLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<(string? Name, string Message)> _entries = new();

        public IEnumerable<(string? Name, string Message)> Entries => _entries;

        public ILogger CreateLogger(string categoryName) =>
            categoryName == "AgentWire.AspNetCore"
                ? this
                : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => _entries.Enqueue((eventId.Name, formatter(state, exception)));

        public void Dispose() { }
    }
}
