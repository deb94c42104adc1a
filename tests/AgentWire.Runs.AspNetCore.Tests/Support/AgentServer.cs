using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using AgentWire.AgUi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentWire.Runs.AspNetCore.Tests.Support;

/// <summary>An agent at <c>/agent</c> of Kestrel on a free loopback port, and the log of the library.</summary>
internal sealed class AgentServer : IAsyncDisposable
{
    public const string Request = """{"threadId":"t","runId":"r","messages":[],"tools":[],"context":[]}""";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<LogEntry> _log;

    private AgentServer(WebApplication app, ConcurrentQueue<LogEntry> log)
    {
        _app = app;
        _log = log;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public IEnumerable<LogEntry> Log => _log;

    public EndpointMetadataCollection Metadata =>
        _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.Single().Metadata;

    public static async Task<AgentServer> StartAsync(
        Func<RunAgentInput, RunContext, CancellationToken, Task> handler,
        AgUiServerOptions? options = null,
        string environment = "Development"
    )
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = environment }
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        ConcurrentQueue<LogEntry> log = new();
        builder.Logging.ClearProviders().AddProvider(new Provider(log));
        WebApplication app = builder.Build();
        app.MapAgUi("/agent", handler, options);
        await app.StartAsync();
        return new(app, log);
    }

    public static Task<AgentServer> StartAsync(
        Func<RunContext, Task> handler,
        AgUiServerOptions? options = null,
        string environment = "Development"
    ) => StartAsync((_, run, _) => handler(run), options, environment);

    /// <summary>Runs the agent, and returns the JSON of each event. What the handler asserts must hold.</summary>
    public static async Task<string[]> RunAsync(
        Func<RunContext, Task> handler,
        AgUiServerOptions? options = null,
        string environment = "Development"
    )
    {
        Exception? unexpected = null;
        await using AgentServer server = await StartAsync(
            async run =>
            {
                try
                {
                    await handler(run);
                }
                catch (Exception exception) when (exception is ShouldAssertException)
                {
                    unexpected = exception;
                    throw;
                }
            },
            options,
            environment
        );
        string[] events = await server.EventsAsync();
        return unexpected is null ? events : throw unexpected;
    }

    public Task<HttpResponseMessage> PostAsync(
        string body = Request,
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead
    ) =>
        Http.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/agent")
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            },
            completion,
            Limits.Token
        );

    public async Task<string[]> EventsAsync(string body = Request)
    {
        using HttpResponseMessage response = await PostAsync(body);
        response.EnsureSuccessStatusCode();
        string text = await response.Content.ReadAsStringAsync();
        text.ShouldNotContain('\r');
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Data)];
    }

    /// <summary>Sends the request over a socket with a small receive buffer. The bytes of the response are not interpreted.</summary>
    public async Task<NetworkStream> PostRawAsync()
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096, NoDelay = true };
        await socket.ConnectAsync(Http.BaseAddress!.Host, Http.BaseAddress.Port);
        NetworkStream stream = new(socket, ownsSocket: true);
        string[] head =
        [
            "POST /agent HTTP/1.1",
            $"Host: {Http.BaseAddress.Authority}",
            "Content-Type: application/json",
            $"Content-Length: {Request.Length}",
        ];
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", head) + "\r\n\r\n" + Request));
        return stream;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static string Data(string frame)
    {
        frame.ShouldStartWith("data: ");
        return frame["data: ".Length..];
    }

    internal sealed record LogEntry(LogLevel Level, string? Name, string Message, Exception? Exception);

    private sealed class Provider(ConcurrentQueue<LogEntry> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) =>
            categoryName.StartsWith("AgentWire.", StringComparison.Ordinal)
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
        ) => log.Enqueue(new(logLevel, eventId.Name, formatter(state, exception), exception));

        public void Dispose() { }
    }
}
