namespace AgentWire.Comparison;

/// <summary>The samples of one work, a sample for each pair of loads.</summary>
internal sealed class Race(string name)
{
    private readonly List<double> _logRatios = [];

    public string Name { get; } = name;

    /// <summary>How many passes make a turn.</summary>
    public int Passes { get; set; }

    public int Samples => _logRatios.Count;

    /// <summary>How much the present build allocates against the other; null where neither allocates.</summary>
    public double? Allocation { get; set; }

    /// <summary>Null while there are too few samples.</summary>
    public Estimate? Estimate { get; private set; }

    public void Add(double logRatio)
    {
        _logRatios.Add(logRatio);
        Estimate = Samples >= Estimate.FewestSamples ? Estimate.Of(_logRatios) : null;
    }

    /// <summary>What is known of the speed, and of the allocation that stands for the time of the garbage collector.</summary>
    public Verdict Against(double bound) =>
        Estimate switch
        {
            _ when Allocation > 1 / bound => Verdict.Slower,
            { } estimate when estimate.Highest < bound => Verdict.Slower,
            { } estimate when estimate.Lowest >= bound => Verdict.Holds,
            _ => Verdict.Undecided,
        };

    /// <summary>Whether more samples are not needed.</summary>
    public bool IsSettled(double bound, double halfWidth) =>
        Estimate?.HalfWidth <= halfWidth && Against(bound) != Verdict.Undecided;
}
