namespace AgentWire.Comparison;

/// <summary>The speed of one build relative to the other: a ratio, and a confidence interval.</summary>
/// <param name="Ratio">The ratio. Above 1, the present build is faster.</param>
/// <param name="Lowest">The lower end of the interval.</param>
/// <param name="Highest">The upper end of the interval.</param>
internal sealed record Estimate(double Ratio, double Lowest, double Highest)
{
    /// <summary>The smallest number of samples that gives an interval.</summary>
    public const int FewestSamples = 8;

    // The quantile of the normal distribution for an interval of 99 %.
    private const double Quantile = 2.5758293035489;

    public double HalfWidth => (Highest - Lowest) / 2;

    /// <summary>
    /// Returns the geometric mean of the ratios with Student's 99 % interval. The median is not used: the position of machine code in
    /// memory makes one load of a build faster than the next, often in two groups, and a median jumps between the groups.
    /// </summary>
    /// <param name="logRatios">The logarithm of the ratio for each pair of loads. The pairs are independent of each other.</param>
    public static Estimate Of(IReadOnlyCollection<double> logRatios)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(logRatios.Count, FewestSamples);
        double mean = logRatios.Average();
        double variance = logRatios.Sum(value => (value - mean) * (value - mean)) / (logRatios.Count - 1);
        double reach = StudentQuantile(logRatios.Count - 1) * Math.Sqrt(variance / logRatios.Count);
        return new Estimate(Math.Exp(mean), Math.Exp(mean - reach), Math.Exp(mean + reach));
    }

    /// <summary>Returns the 0.995 quantile of Student's distribution, with its expansion from the normal distribution.</summary>
    internal static double StudentQuantile(int degreesOfFreedom)
    {
        double n = degreesOfFreedom;
        double z = Quantile;
        double z3 = z * z * z;
        double z5 = z3 * z * z;
        double z7 = z5 * z * z;
        return z
            + ((z3 + z) / (4 * n))
            + (((5 * z5) + (16 * z3) + (3 * z)) / (96 * n * n))
            + (((3 * z7) + (19 * z5) + (17 * z3) - (15 * z)) / (384 * n * n * n));
    }
}
