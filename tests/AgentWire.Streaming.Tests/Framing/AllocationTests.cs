using System.IO.Pipelines;
using AgentWire.Shared.Contracts;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Framing;

/// <summary>A stream allocates its messages, and nothing more for each of them.</summary>
public sealed class AllocationTests
{
    private const int Few = 2_000;
    private const int Many = 62_000;
    private const int Runs = 10;

    // An object without members has only its header and one reference.
    public const long PongBytes = 24;

    // Allocations that do not depend on the number of messages, such as a buffer that was not in the pool in either run, are not
    // counted: per message, they are less than this.
    public const double Tolerance = 0.5;

    private static readonly ServerMessage Pong = new ServerMessage.Pong();

    public static TheoryData<WireFraming> Framings => RoundTripTests.Framings;

    [BuildTheory(LibraryBuilds.Net10, isOptimized: true)]
    [MemberData(nameof(Framings))]
    public void Reading_allocates_the_messages_alone(WireFraming framing) =>
        BytesToRead(framing).ShouldBe(PongBytes, Tolerance);

    [BuildTheory(LibraryBuilds.Net10, isOptimized: true)]
    [MemberData(nameof(Framings))]
    public void Writing_allocates_nothing(WireFraming framing) => BytesToWrite(framing).ShouldBe(0, Tolerance);

    /// <summary>Control for the measurement: a buffer is shared by many messages, and an array per message is not.</summary>
    [BuildTheory(LibraryBuilds.Net10, isOptimized: true)]
    [InlineData(10)]
    public void What_is_allocated_for_each_is_seen(int size)
    {
        byte[]? last = null;
        Allocations
            .Least(
                runs: Runs,
                action: () =>
                {
                    for (int i = 0; i < Few; i++)
                    {
                        last = new byte[size];
                    }
                }
            )
            .ShouldBeGreaterThan(Few * size);
        last.ShouldNotBeNull();
    }

    /// <summary>Returns the bytes that reading one message allocates.</summary>
    internal static double BytesToRead(WireFraming framing) =>
        (double)(Reading(framing, Many) - Reading(framing, Few)) / (Many - Few);

    /// <summary>Returns the bytes that writing one message allocates.</summary>
    internal static double BytesToWrite(WireFraming framing) =>
        (double)(Writing(framing, Many) - Writing(framing, Few)) / (Many - Few);

    private static long Reading(WireFraming framing, int count)
    {
        using MemoryStream input = new();
        WireStreamWriter<ServerMessage> writer = WireStreamWriter.Create(input, framing, WalrusWire.Server);
        for (int i = 0; i < count; i++)
        {
            Wait(writer.WriteAsync(Pong));
        }

        return Allocations.Least(
            runs: Runs,
            action: () =>
            {
                input.Position = 0;
                PipeReader pipe = PipeReader.Create(input, new(leaveOpen: true));
                IAsyncEnumerator<ServerMessage> messages = WireStreamReader
                    .Create(pipe, framing, WalrusWire.Server)
                    .ReadAllAsync()
                    .GetAsyncEnumerator();
                int read = 0;
                while (Wait(messages.MoveNextAsync()))
                {
                    read++;
                }

                read.ShouldBe(count);
            }
        );
    }

    private static long Writing(WireFraming framing, int count)
    {
        WireStreamWriter<ServerMessage> writer = WireStreamWriter.Create(Stream.Null, framing, WalrusWire.Server);
        return Allocations.Least(
            runs: Runs,
            action: () =>
            {
                for (int i = 0; i < count; i++)
                {
                    Wait(writer.WriteAsync(Pong));
                }
            }
        );
    }

    // Streams in memory never wait, and everything stays on this thread.
    private static bool Wait(ValueTask<bool> task)
    {
        if (!task.IsCompleted)
        {
            throw new InvalidOperationException("It waits.");
        }

        return task.GetAwaiter().GetResult();
    }

    private static void Wait(ValueTask task)
    {
        if (!task.IsCompleted)
        {
            throw new InvalidOperationException("It waits.");
        }

        task.GetAwaiter().GetResult();
    }
}
