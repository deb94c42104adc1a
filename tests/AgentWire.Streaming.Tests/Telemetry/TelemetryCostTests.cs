using AgentWire.Shared.Contracts;
using AgentWire.Streaming.Tests.Framing;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Telemetry;

/// <summary>Nothing is allocated when nobody listens, and nothing for a message when somebody does.</summary>
[Collection(Alone.Name)]
public sealed class TelemetryCostTests
{
    public static TheoryData<WireFraming> Framings => RoundTripTests.Framings;

    [Fact]
    public void A_stream_allocates_nothing_when_nobody_listens() => Opening().ShouldBe(0);

    /// <summary>Control for the test above.</summary>
    [Fact]
    public void A_stream_allocates_when_somebody_listens()
    {
        using Measured measured = new("nobody");
        Opening().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Options_are_copied_only_when_somebody_listens()
    {
        WireStreamOptions unheard = Served();
        Writer(unheard).Options.ShouldBeSameAs(unheard);

        using Measured measured = new("nobody");
        WireStreamOptions heard = Served();
        Writer(heard).Options.ShouldBe(heard with { Telemetry = null });
        heard.Telemetry.ShouldNotBeNull().Close(WireCloseReason.Completed);
    }

    [BuildTheory(LibraryBuilds.Net10, isOptimized: true)]
    [MemberData(nameof(Framings))]
    public void Messages_allocate_nothing_more_when_nobody_listens(WireFraming framing)
    {
        AllocationTests.BytesToRead(framing).ShouldBe(AllocationTests.PongBytes, AllocationTests.Tolerance);
        AllocationTests.BytesToWrite(framing).ShouldBe(0, AllocationTests.Tolerance);
    }

    [BuildTheory(LibraryBuilds.Net10, isOptimized: true)]
    [MemberData(nameof(Framings))]
    public void Messages_allocate_nothing_more_when_somebody_listens(WireFraming framing)
    {
        using Measured measured = new("nobody");
        AllocationTests.BytesToRead(framing).ShouldBe(AllocationTests.PongBytes, AllocationTests.Tolerance);
        AllocationTests.BytesToWrite(framing).ShouldBe(0, AllocationTests.Tolerance);
    }

    private static WireStreamOptions Served() =>
        new()
        {
            Telemetry = WireStreamTelemetry.Serve(WalrusWire.Server, WireFraming.NewlineDelimited, TimeProvider.System),
        };

    private static WireStreamWriter<ServerMessage> Writer(WireStreamOptions options) =>
        WireStreamWriter.Create(new MemoryStream(), WireFraming.NewlineDelimited, WalrusWire.Server, options);

    /// <summary>Returns how many bytes the telemetry of a thousand streams allocates.</summary>
    private static long Opening()
    {
        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                WireStreamTelemetry
                    .Serve(WalrusWire.Server, WireFraming.NewlineDelimited, TimeProvider.System)
                    .Close(WireCloseReason.Completed);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
