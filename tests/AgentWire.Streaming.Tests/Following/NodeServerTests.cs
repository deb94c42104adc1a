using System.Diagnostics;
using AgentWire.Shared.Streams;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Following;

/// <summary>Following a server that is not written with this library.</summary>
public sealed class NodeServerTests
{
    private const int Count = 300;

    [ProgramFact("node")]
    public async Task Everything_arrives_once_however_often_the_server_cuts()
    {
        using Process server = Process.Start(
            new ProcessStartInfo(
                "node",
                [
                    Path.Combine(RepositoryRoot.Path, "tests/AgentWire.Streaming.Tests/Following/server.mjs"),
                    $"{Count}",
                    "7",
                ]
            )
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        try
        {
            string? port = await server.StandardOutput.ReadLineAsync().InTime();
            using HttpClient http = new();
            List<WireFollowStatus> statuses = [];
            await using WireFollower<ServerMessage> follower = WireFollower.Create(
                http,
                new Uri($"http://127.0.0.1:{port}/"),
                WireFraming.ServerSentEvents,
                WalrusWire.Server,
                new()
                {
                    MinDelay = TimeSpan.FromMilliseconds(1),
                    MaxDelay = TimeSpan.FromMilliseconds(2),
                    OnStatusChange = statuses.Add,
                }
            );
            (string[] texts, Exception? end) = await Some.Read(follower).InTime();
            end.ShouldBeNull();
            texts.ShouldBe(Some.Upto(Count));
            follower.Status.End.ShouldBe(WireFollowEnd.CompletedByServer);
            statuses.Count(status => status.State == WireFollowState.Waiting).ShouldBeGreaterThan(20);
        }
        finally
        {
            server.Kill();
        }
    }
}
