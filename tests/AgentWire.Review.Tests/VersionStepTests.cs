using AgentWire.Spec.Compatibility;

namespace AgentWire.Review.Tests;

/// <summary>The table of docs/wire-review.md.</summary>
public class VersionStepTests
{
    [Theory]
    [InlineData("0.1", Level.BreaksReaders, "0.2")]
    [InlineData("0.1", Level.BreaksWriters, "0.2")]
    [InlineData("0.1", Level.Additive, "0.2")]
    [InlineData("0.1", Level.Documentation, "0.1")]
    [InlineData("1.4", Level.BreaksBoth, "2.0")]
    [InlineData("1.4", Level.Additive | Level.BreaksWriters, "2.0")]
    [InlineData("1.4", Level.Additive, "1.5")]
    [InlineData("1.4", Level.Documentation, "1.4")]
    internal void A_dialect_takes_this_step(string released, Level level, string least) =>
        VersionStep.OfDialect(Version.Parse(released), level).ShouldBe(Version.Parse(least));

    [Theory]
    [InlineData("0.1.2", Level.BreaksReaders, "0.2.0")]
    [InlineData("0.1.2", Level.Additive, "0.1.3")]
    [InlineData("0.1.2", Level.Documentation, "0.1.2")]
    [InlineData("1.4.2", Level.BreaksWriters, "2.0.0")]
    [InlineData("1.4.2", Level.Additive, "1.5.0")]
    [InlineData("1.4.2", Level.Documentation, "1.4.2")]
    internal void The_packages_take_this_step(string released, Level level, string least) =>
        VersionStep.OfPackages(Version.Parse(released), level).ShouldBe(Version.Parse(least));
}
