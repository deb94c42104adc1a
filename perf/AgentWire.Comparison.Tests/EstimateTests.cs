namespace AgentWire.Comparison.Tests;

public sealed class EstimateTests
{
    [Theory]
    [InlineData(7, 3.4995)]
    [InlineData(9, 3.2498)]
    [InlineData(29, 2.7564)]
    [InlineData(200, 2.6006)]
    public void The_quantile_is_that_of_the_tables(int degreesOfFreedom, double expected) =>
        Estimate.StudentQuantile(degreesOfFreedom).ShouldBe(expected, 0.01);

    [Fact]
    public void Equal_samples_have_no_interval_beside_their_ratio()
    {
        Estimate estimate = Estimate.Of([.. Enumerable.Repeat(Math.Log(0.5), 8)]);

        estimate.Ratio.ShouldBe(0.5, 1e-9);
        estimate.HalfWidth.ShouldBe(0, 1e-9);
    }

    [Fact]
    public void Too_few_samples_give_no_estimate() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Estimate.Of(new double[Estimate.FewestSamples - 1]));
}
