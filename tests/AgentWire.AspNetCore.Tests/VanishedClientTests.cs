using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AgentWire.AspNetCore.Tests;

/// <summary>Producers that never wait end when their clients disconnect in any way.</summary>
public sealed class VanishedClientTests
{
    private const int Clients = 100;

    // It takes a fraction of a second. A server without a free thread takes several seconds, or never notices.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    public static TheoryData<string, string, int?> Cases
    {
        get
        {
            TheoryData<string, string, int?> data = [];
            foreach (string kind in Kind.All)
            {
                data.Add(kind, "reset", null);
                data.Add(kind, "reset", 50_000_000);
                data.Add(kind, "close", null);
                data.Add(kind, "half close", null);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Producers_that_never_wait_end_when_their_clients_have_gone(string kind, string end, int? pending)
    {
        Endless endless = new();
        int count = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(app =>
        {
            app.UseWebSockets();
            app.MapGet(
                "/",
                () =>
                    Kind.Of(
                        kind,
                        () =>
                            (Interlocked.Increment(ref count) % 3) switch
                            {
                                0 => endless.NeverWaits(),
                                1 => endless.AlwaysYields(),
                                _ => endless.IsAlwaysThere(),
                            },
                        new() { MaxPendingBytes = pending, SendTimeout = Timeout.InfiniteTimeSpan }
                    )
            );
        });
        // Not on a thread of the pool, because the producers can use all of those.
        Task<int> test = Task.Factory.StartNew(
            () => CountAfter(server.Address, kind, end, endless),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        (await test).ShouldBe(0);
    }

    /// <summary>Returns how many producers are still running after all clients have disconnected.</summary>
    private static int CountAfter(Uri address, string kind, string end, Endless endless)
    {
        List<Socket> clients = [];
        for (int i = 0; i < Clients; i++)
        {
            clients.Add(Open(address, Kind.IsWebSocket(kind) ? LoopbackServer.Upgrade : []));
        }

        try
        {
            SpinWait.SpinUntil(() => endless.Running == Clients, Limits.Time).ShouldBeTrue();
            foreach (Socket client in clients)
            {
                Leave(client, end);
            }

            SpinWait.SpinUntil(() => endless.Running == 0, Bound);
            return endless.Running;
        }
        finally
        {
            endless.Stop();
            clients.ForEach(client => client.Dispose());
        }
    }

    private static Socket Open(Uri address, IReadOnlyList<string> headers)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        socket.Connect(address.Host, address.Port);
        string[] lines = ["GET / HTTP/1.1", $"Host: {address.Authority}", .. headers, "", ""];
        socket.Send(System.Text.Encoding.ASCII.GetBytes(string.Join("\r\n", lines)));
        return socket;
    }

    private static void Leave(Socket client, string how)
    {
        switch (how)
        {
            case "reset":
                client.LingerState = new(true, 0);
                client.Close();
                break;
            case "close":
                client.Close();
                break;
            default:
                client.Shutdown(SocketShutdown.Send);
                break;
        }
    }
}
