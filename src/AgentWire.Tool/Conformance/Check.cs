namespace AgentWire.Tool.Conformance;

/// <summary>What became of a check; in reports by these names in lower case.</summary>
internal enum Outcome
{
    Passed,

    /// <summary>It fails the run.</summary>
    Failed,

    /// <summary>A recommendation that is not met.</summary>
    Warned,

    /// <summary>A failure that the baseline lists.</summary>
    Known,

    /// <summary>It passed although the baseline lists it, which fails the run.</summary>
    Unexpected,

    /// <summary>The testee does not do this.</summary>
    Skipped,
}

/// <summary>One thing that was looked at, with its place in the reports.</summary>
/// <param name="Case">The question.</param>
/// <param name="Id">The name in reports and baselines.</param>
/// <param name="IsRequired">Whether a failure counts without being asked for by <c>--strict</c>.</param>
internal sealed record Check(Case Case, string Id, bool IsRequired)
{
    public Outcome Outcome { get; init; }

    /// <summary>How it failed, whether or not that is known.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Why the testee skips it.</summary>
    public string? Skip { get; init; }

    /// <summary>The baseline's line that lists it.</summary>
    public BaselineEntry? Listed { get; init; }

    public TimeSpan Time { get; init; }
}
