namespace AgentWire.Comparison;

/// <summary>The samples of one kind of work, with one sample for each pair of loads.</summary>
internal sealed class Race(string name, string? baseline = null)
{
    private readonly List<double> _logRatios = [];
    private readonly List<double> _logCosts = [];

    public string Name { get; } = name;

    /// <summary>Gets the name of the work that does the same with the usual input, or null.</summary>
    public string? Baseline { get; } = baseline;

    /// <summary>Gets or sets the number of passes in a turn.</summary>
    public int Passes { get; set; }

    public int Samples => _logRatios.Count;

    /// <summary>Gets or sets the allocation of the present build relative to the other, or null if neither allocates.</summary>
    public double? Allocation { get; set; }

    /// <summary>Gets the estimate, or null while there are too few samples.</summary>
    public Estimate? Estimate { get; private set; }

    public void Add(double logRatio)
    {
        _logRatios.Add(logRatio);
        Estimate = Samples >= Estimate.FewestSamples ? Estimate.Of(_logRatios) : null;
    }

    /// <summary>Gets how many times as long the present build takes as for the baseline, or null while there are too few samples.</summary>
    public Estimate? Cost { get; private set; }

    public void AddCost(double logCost)
    {
        _logCosts.Add(logCost);
        Cost = _logCosts.Count >= Estimate.FewestSamples ? Estimate.Of(_logCosts) : null;
    }

    /// <summary>Returns the verdict for the speed, and for the allocation, which stands for the time of the garbage collector.</summary>
    public Verdict Against(double bound) =>
        Estimate switch
        {
            _ when Allocation > 1 / bound => Verdict.Slower,
            { } estimate when estimate.Highest < bound => Verdict.Slower,
            { } estimate when estimate.Lowest >= bound => Verdict.Holds,
            _ => Verdict.Undecided,
        };

    /// <summary>Returns whether no more samples are needed.</summary>
    public bool IsSettled(double bound, double halfWidth) =>
        Estimate?.HalfWidth <= halfWidth && Against(bound) != Verdict.Undecided;
}
