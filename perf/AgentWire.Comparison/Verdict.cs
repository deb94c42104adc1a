namespace AgentWire.Comparison;

/// <summary>What an estimate says of the bound.</summary>
internal enum Verdict
{
    /// <summary>The interval contains the bound.</summary>
    Undecided,

    /// <summary>The whole interval is at the bound or above.</summary>
    Holds,

    /// <summary>The whole interval is below the bound.</summary>
    Slower,
}
