namespace AgentWire.Comparison;

/// <summary>The relation of an estimate to the bound.</summary>
internal enum Verdict
{
    /// <summary>The interval contains the bound.</summary>
    Undecided,

    /// <summary>The whole interval is at or above the bound.</summary>
    Holds,

    /// <summary>The whole interval is below the bound.</summary>
    Slower,
}
