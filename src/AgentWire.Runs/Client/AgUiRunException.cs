using AgentWire.AgUi;
using AgentWire.CompilerServices;

namespace AgentWire.Runs;

/// <summary>
/// The exception that is thrown if a run ended with RUN_ERROR, broke a rule, or has no end although the stream has one. What
/// has arrived before is in the state.
/// </summary>
public sealed class AgUiRunException : AgUiException
{
    private const int MaxShown = 256;

    internal AgUiRunException()
        : base("The stream of events ended before the run.") => Outcome = RunOutcome.Truncated;

    internal AgUiRunException(RunViolation violation)
        : base($"The run broke the rule {violation.RuleName}. {violation.Message}")
    {
        Outcome = RunOutcome.Refused;
        Violation = violation;
    }

    internal AgUiRunException(Event.RunError error)
        : base($"The run has failed: {SafeText.OneLine(error.Message, MaxShown)}")
    {
        Outcome = RunOutcome.RunError;
        Error = error;
    }

    /// <summary>
    /// Gets how the run ended: <see cref="RunOutcome.RunError"/>, <see cref="RunOutcome.Refused"/> or
    /// <see cref="RunOutcome.Truncated"/>.
    /// </summary>
    public RunOutcome Outcome { get; }

    /// <summary>Gets the error that the agent has sent, or null.</summary>
    public Event.RunError? Error { get; }

    /// <summary>Gets the rule that an event broke, or null.</summary>
    public RunViolation? Violation { get; }
}
