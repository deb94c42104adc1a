namespace AgentWire.Runs;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>It has not ended: the stream was cut, or goes on.</summary>
    Truncated,

    /// <summary>It ended with RUN_FINISHED.</summary>
    Finished,

    /// <summary>It ended with RUN_ERROR.</summary>
    RunError,

    /// <summary>An event broke a rule, or was no event.</summary>
    Refused,
}
