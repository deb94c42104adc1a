using System.Net.Sockets;
using System.Text;
using AgentWire.AgUi;
using Microsoft.Extensions.Time.Testing;

namespace AgentWire.Runs.AspNetCore.Tests;

/// <summary>Clients that go, are slow or wait, and a server that stops.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task The_handler_is_cancelled_when_the_client_has_gone()
    {
        TaskCompletionSource<Exception> ended = new();
        await using AgentServer server = await AgentServer.StartAsync(
            async (_, _, cancellationToken) =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                catch (OperationCanceledException exception)
                {
                    ended.SetResult(exception);
                    throw;
                }
            }
        );
        using (await server.PostAsync(completion: HttpCompletionOption.ResponseHeadersRead))
        {
            await Task.Delay(50);
            ended.Task.IsCompleted.ShouldBeFalse();
        }

        await ended.Task.Soon();
        await server.DisposeAsync();
        server.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_handler_that_does_not_look_at_its_token_learns_it_when_it_sends()
    {
        TaskCompletionSource<Exception> ended = new();
        TaskCompletionSource gone = new();
        await using AgentServer server = await AgentServer.StartAsync(
            async (_, run, cancellationToken) =>
            {
                cancellationToken.Register(gone.SetResult);
                await gone.Task;
                try
                {
                    while (true)
                    {
                        await run.SendMessageAsync("x", CancellationToken.None);
                    }
                }
                catch (OperationCanceledException exception)
                {
                    ended.SetResult(exception);
                }
            }
        );
        using (await server.PostAsync(completion: HttpCompletionOption.ResponseHeadersRead)) { }

        ((OperationCanceledException)await ended.Task.Soon()).CancellationToken.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task A_client_that_does_not_read_stops_the_handler_and_is_cut_off()
    {
        int sent = 0;
        TaskCompletionSource ended = new();
        await using AgentServer server = await AgentServer.StartAsync(
            async run =>
            {
                try
                {
                    while (true)
                    {
                        await run.SendMessageAsync(new string('x', 100_000));
                        sent++;
                    }
                }
                finally
                {
                    ended.SetResult();
                }
            },
            new() { SendTimeout = TimeSpan.FromMilliseconds(300) }
        );
        using NetworkStream client = await server.PostRawAsync();
        await ended.Task.Soon();
        await Should.ThrowAsync<IOException>(async () => await client.CopyToAsync(Stream.Null, Limits.Token));
        sent.ShouldBeLessThan(500);
        server.Log.Select(entry => entry.Name).ShouldBe(["SlowClient"]);
    }

    [Fact]
    public async Task A_handler_that_says_nothing_keeps_the_connection_with_comments()
    {
        FakeTimeProvider clock = new();
        TaskCompletionSource go = new();
        await using AgentServer server = await AgentServer.StartAsync(
            (_, _, _) => go.Task,
            new() { TimeProvider = clock, KeepAliveInterval = TimeSpan.FromSeconds(15) }
        );
        using HttpResponseMessage response = await server.PostAsync(
            completion: HttpCompletionOption.ResponseHeadersRead
        );
        using StreamReader reader = new(await response.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync(Limits.Token))!.ShouldStartWith("data: {\"type\":\"RUN_STARTED\"");
        (await reader.ReadLineAsync(Limits.Token)).ShouldBe("");
        Task<string?> comment = reader.ReadLineAsync(Limits.Token).AsTask();
        while (!comment.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            await Task.Delay(10);
        }

        (await comment)!.ShouldStartWith(":");
        go.SetResult();
        (await reader.ReadToEndAsync(Limits.Token)).ShouldContain("RUN_FINISHED");
    }

    [Fact]
    public async Task Events_arrive_before_the_next_one_is_made()
    {
        TaskCompletionSource go = new();
        await using AgentServer server = await AgentServer.StartAsync(async run =>
        {
            await run.SendCustomAsync("tick", RawJson.Parse("1"));
            await go.Task;
        });
        using HttpResponseMessage response = await server.PostAsync(
            completion: HttpCompletionOption.ResponseHeadersRead
        );
        using StreamReader reader = new(await response.Content.ReadAsStreamAsync());
        foreach (string type in new[] { "RUN_STARTED", "CUSTOM" })
        {
            (await reader.ReadLineAsync(Limits.Token))!.ShouldContain(type);
            await reader.ReadLineAsync(Limits.Token);
        }

        go.SetResult();
        (await reader.ReadToEndAsync(Limits.Token)).ShouldContain("RUN_FINISHED");
    }

    [Fact]
    public async Task A_handler_that_blocks_its_thread_does_not_hold_back_the_beginning()
    {
        using ManualResetEventSlim go = new();
        await using AgentServer server = await AgentServer.StartAsync(
            (_, _, cancellationToken) =>
            {
                go.Wait(cancellationToken);
                return Task.CompletedTask;
            }
        );
        using HttpResponseMessage response = await server.PostAsync(
            completion: HttpCompletionOption.ResponseHeadersRead
        );
        using StreamReader reader = new(await response.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync(Limits.Token))!.ShouldContain("RUN_STARTED");
        go.Set();
        (await reader.ReadToEndAsync(Limits.Token)).ShouldContain("RUN_FINISHED");
    }

    [Fact]
    public async Task A_server_that_stops_leaves_the_run_without_an_end()
    {
        TaskCompletionSource started = new();
        await using AgentServer server = await AgentServer.StartAsync(
            async (_, _, cancellationToken) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
        );
        Task<string[]> events = server.EventsAsync();
        await started.Task.Soon();
        await server.StopAsync().Soon();
        RunReport.Of((await events.Soon()).Select(AgUiWire.Server.Read)).Outcome.ShouldBe(RunOutcome.Truncated);
    }

    [Fact]
    public async Task A_client_that_goes_in_the_middle_of_its_request_is_not_answered()
    {
        bool called = false;
        await using AgentServer server = await AgentServer.StartAsync(
            (_, _, _) =>
            {
                called = true;
                return Task.CompletedTask;
            }
        );
        using (TcpClient client = new())
        {
            await client.ConnectAsync(server.Http.BaseAddress!.Host, server.Http.BaseAddress.Port);
            await client
                .GetStream()
                .WriteAsync(
                    Encoding.ASCII.GetBytes(
                        "POST /agent HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
                    )
                );
            await Task.Delay(50);
        }

        (await server.EventsAsync()).Length.ShouldBe(2);
        called.ShouldBeTrue();
        server.Log.ShouldNotContain(entry => entry.Name == "Failed");
    }
}
