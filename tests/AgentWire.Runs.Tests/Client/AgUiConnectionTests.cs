using System.Net;
using System.Net.Sockets;
using System.Text;
using AgentWire.AgUi;
using AgentWire.Streaming;

namespace AgentWire.Runs.Tests.Client;

/// <summary>Real connections that fail, at each place where they can.</summary>
public sealed class AgUiConnectionTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly HttpClient _http = new();

    public AgUiConnectionTests() => _listener.Start();

    private AgUiClient Client =>
        new(_http, new Uri($"http://{_listener.LocalEndpoint}/agent"), new AgUiClientOptions { RetryDelay = default });

    public void Dispose()
    {
        _listener.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task A_server_that_does_not_listen_has_received_nothing()
    {
        AgUiClient client = Client;
        _listener.Stop();
        AgUiServerException failed = await Should.ThrowAsync<AgUiServerException>(client.RunAsync(Some.Input()));
        failed.Message.ShouldBe("The server cannot be reached.");
        failed.CanHaveRun.ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_does_not_answer_can_have_run()
    {
        Task serving = ServeAsync("");
        AgUiServerException failed = await Should.ThrowAsync<AgUiServerException>(Client.RunAsync(Some.Input()));
        await serving;
        failed.Message.ShouldBe("The connection was lost before the server answered.");
        failed.CanHaveRun.ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_that_takes_too_long_can_have_run()
    {
        using HttpClient hasty = new() { Timeout = TimeSpan.FromMilliseconds(100) };
        AgUiClient client = new(hasty, new Uri($"http://{_listener.LocalEndpoint}/agent"));
        AgUiServerException failed = await Should.ThrowAsync<AgUiServerException>(client.RunAsync(Some.Input()));
        failed.Message.ShouldBe("The server has not answered in time.");
        failed.CanHaveRun.ShouldBeTrue();
    }

    [Fact]
    public async Task A_connection_that_is_lost_during_the_run_cuts_the_stream_off()
    {
        string frame = $"data: {AgUiWire.Server.ToJson(Some.Started)}\n\n";
        Task serving = ServeAsync(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                + $"{frame.Length:x}\r\n{frame}\r\n"
        );
        await using AgUiRun run = await Client.RunAsync(Some.Input());
        AgUiStreamException failed = await Should.ThrowAsync<AgUiStreamException>(run.CompleteAsync());
        await serving;
        failed.StreamError.ShouldBe(WireStreamError.Disconnected);
        run.Outcome.ShouldBe(RunOutcome.Truncated);
    }

    [Fact]
    public async Task Cancellation_before_the_answer_is_a_cancellation()
    {
        using CancellationTokenSource cancel = new(100);
        await Should.ThrowAsync<OperationCanceledException>(
            Client.RunAsync(Some.Input(), cancellationToken: cancel.Token)
        );
    }

    /// <summary>Reads a request, answers it, and closes the connection.</summary>
    private async Task ServeAsync(string answer)
    {
        using TcpClient peer = await _listener.AcceptTcpClientAsync(Limits.Token);
        NetworkStream stream = peer.GetStream();
        StringBuilder request = new();
        byte[] buffer = new byte[4096];
        while (!request.ToString().EndsWith('}'))
        {
            int count = await stream.ReadAsync(buffer, Limits.Token);
            count.ShouldBePositive();
            request.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), Limits.Token);
    }
}
