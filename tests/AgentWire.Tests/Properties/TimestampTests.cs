using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentWire.Tests.Properties;

public sealed class TimestampTests
{
    [Property(MaxTest = 2000)]
    public Property Every_instant_that_can_be_made_reads_back_equal() =>
        Prop.ForAll(
            (
                from seconds in Gen.OneOf(
                    Gen.Choose(int.MinValue, int.MaxValue).Select(i => i * 28L),
                    Gen.Choose(-120, 120).Select(i => (long)i),
                    Gen.Elements(-62_167_219_200, -62_135_596_801, -62_135_596_800, 253_402_300_799)
                )
                from nanoseconds in Gen.OneOf(
                    Gen.Choose(-1, 2_000_000_000),
                    Gen.Elements(0, 1, 1_000, 1_000_000, 999_999_999, 1_000_000_000, 1_999_999_999)
                )
                select (seconds, nanoseconds)
            ).ToArbitrary(),
            time =>
            {
                if (Made(time.seconds, time.nanoseconds) is { } made)
                {
                    WireTimestamp.TryParse(made.ToString(), out WireTimestamp read).ShouldBeTrue();
                    read.ShouldBe(made);
                }
                else
                {
                    time.nanoseconds.ShouldNotBeInRange(0, 999_999_999);
                }
            }
        );

    private static WireTimestamp? Made(long seconds, int nanoseconds)
    {
        try
        {
            return WireTimestamp.FromUnix(seconds, nanoseconds);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
