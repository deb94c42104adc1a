namespace AgentWire.Tool.Conformance;

/// <summary>The result of a check. Reports use these names in lower case.</summary>
internal enum Outcome
{
    Passed,

    /// <summary>The check failed, which fails the run.</summary>
    Failed,

    /// <summary>A recommended check failed.</summary>
    Warned,

    /// <summary>The check failed, and the baseline lists it.</summary>
    Known,

    /// <summary>The check passed although the baseline lists it, which fails the run.</summary>
    Unexpected,

    /// <summary>The testee does not support this.</summary>
    Skipped,
}

/// <summary>A check, as it appears in the reports.</summary>
/// <param name="Case">The request.</param>
/// <param name="Id">The name in reports and baselines.</param>
/// <param name="IsRequired">Whether a failure fails the run without <c>--strict</c>.</param>
internal sealed record Check(Case Case, string Id, bool IsRequired)
{
    public Outcome Outcome { get; init; }

    /// <summary>Gets the failure, even if it is known.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Gets the reason why the testee skipped it.</summary>
    public string? Skip { get; init; }

    /// <summary>Gets the line of the baseline that lists it.</summary>
    public BaselineEntry? Listed { get; init; }

    public TimeSpan Time { get; init; }
}
