namespace AgentWire.Runs;

/// <summary>The exception that is thrown if an event breaks a rule of its run.</summary>
public sealed class RunViolationException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <exception cref="ArgumentNullException">The violation is null.</exception>
    public RunViolationException(RunViolation violation)
        : base(Argument.NotNull(violation, nameof(violation)).Message) => Violation = violation;

    /// <summary>Gets the violation.</summary>
    public RunViolation Violation { get; }
}
