using System.Diagnostics;
using System.Net.Sockets;
using AgentWire.Synaps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace AgentWire.AspNetCore.Tests.Load;

/// <summary>
/// A thousand WebSocket clients, a thousand SSE clients, and one producer. Rounds with and without slow and dying clients alternate,
/// and the medians of their 99th percentiles are compared, so that neither warm-up nor a busy machine decides the result.
/// </summary>
[Trait("Category", "Load")]
public sealed class LoadTests(ITestOutputHelper output)
{
    private const int Clients = 2000;
    private const int Bad = Clients / 20;
    private const int Rounds = 7;
    private const int MessagesPerRound = 30;
    private const int MessageBytes = 4096;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    [LoadFact]
    public async Task Slow_and_dying_clients_neither_delay_the_others_nor_leave_anything_behind()
    {
        Broadcast broadcast = new(MessageBytes);
        WireWebSocketOptions options = new() { MaxPendingBytes = 32 * 1024, CloseTimeout = TimeSpan.FromSeconds(1) };
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            app =>
            {
                app.UseWebSockets();
                app.MapGet(
                    "/sse",
                    () => WireResults.ServerSentEvents(SynapsWire.Server, broadcast.Subscribe(), options)
                );
                app.MapGet("/socket", () => WireResults.WebSocket(SynapsWire.Server, broadcast.Subscribe(), options));
            },
            SmallBuffers
        );

        await RoundAsync(server, broadcast, Bad);
        long before = LiveBytes();
        List<double> without = [];
        List<double> with = [];
        long most = 0;
        double received = 0;
        for (int round = 0; round < Rounds; round++)
        {
            foreach ((int bad, List<double> results) in new[] { (0, without), (Bad, with) })
            {
                (TimeSpan[] ages, long bytes, TimeSpan time) = await RoundAsync(server, broadcast, bad);
                ages.Length.ShouldBe((Clients - bad) * MessagesPerRound);
                results.Add(Percentile(ages, 0.99));
                most = Math.Max(most, bytes);
                received += ages.Length / time.TotalSeconds / (2 * Rounds);
                Print($"round {round + 1}, {bad} bad: p50 {Percentile(ages, 0.5):F0} ms, p99 {results[^1]:F0} ms");
            }
        }

        long after = await SettledBytesAsync((long)(1.1 * before));
        Print(
            $"p99 of the healthy, median of {Rounds} rounds: {Median(without):F0} ms without, {Median(with):F0} ms with"
        );
        Print(
            $"messages a second: {received:F0}; disconnected as slow: {server.Events.Count(name => name == "SlowClient")}"
        );
        Print($"live heap: {before / 1e6:F1} MB before, {most / 1e6:F1} MB with all, {after / 1e6:F1} MB after");
        Print($"working set: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB at most");
        server.Events.Count(name => name == "SlowClient").ShouldBe((Rounds + 1) * Bad / 2);
        Median(with).ShouldBeLessThanOrEqualTo(1.5 * Median(without));
        after.ShouldBeLessThanOrEqualTo((long)(1.1 * before));
    }

    /// <summary>Returns the size of the live heap after the server has released the last connections and its pools.</summary>
    private static async Task<long> SettledBytesAsync(long wanted)
    {
        long bytes = LiveBytes();
        for (int attempt = 0; bytes > wanted && attempt < 60; attempt++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            bytes = LiveBytes();
        }

        return bytes;
    }

    private static async Task<(TimeSpan[] Ages, long LiveBytes, TimeSpan Time)> RoundAsync(
        LoopbackServer server,
        Broadcast broadcast,
        int bad
    )
    {
        TimeSpan[] ages;
        long bytes;
        TimeSpan time;
        await using (Crowd crowd = new(server.Address))
        {
            await crowd.ConnectAsync(Clients - bad);
            await crowd.ConnectSlowAsync(bad / 2);
            await crowd.ConnectDyingAsync(bad / 2);
            await UntilAsync(() => broadcast.Subscribers == Clients);
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < MessagesPerRound; i++)
            {
                Task pause = Task.Delay(Pace);
                broadcast.Send();
                // On a machine that is too slow for this rate, the healthy clients would also be slow clients.
                await UntilAsync(() => crowd.Received == (Clients - bad) * (i + 1));
                await pause;
            }

            time = Stopwatch.GetElapsedTime(start);
            await UntilAsync(() => broadcast.Subscribers == Clients - bad);
            bytes = LiveBytes();
            ages = crowd.Ages;
        }

        await UntilAsync(() => broadcast.Subscribers == 0);
        return (ages, bytes, time);
    }

    /// <summary>Otherwise, the kernel would buffer the messages of a whole round for a client that never reads.</summary>
    private static void SmallBuffers(IServiceCollection services) =>
        services
            .Configure<KestrelServerOptions>(kestrel =>
            {
                kestrel.Limits.MaxResponseBufferSize = 16 * 1024;
                kestrel.Limits.MinResponseDataRate = null;
            })
            .Configure<SocketTransportOptions>(sockets =>
                sockets.CreateBoundListenSocket = endpoint =>
                {
                    Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
                    socket.SendBufferSize = 16 * 1024;
                    return socket;
                }
            );

    private static async Task UntilAsync(Func<bool> condition)
    {
        CancellationToken limit = Limits.Token;
        while (!condition())
        {
            await Task.Delay(20, limit);
        }
    }

    private static long LiveBytes()
    {
        for (int i = 0; i < 3; i++)
        {
            // Not the aggressive mode, which returns memory to the system. Getting it back would take time in the next round.
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static double Percentile(TimeSpan[] sorted, double part) =>
        sorted[(int)((sorted.Length - 1) * part)].TotalMilliseconds;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private void Print(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
