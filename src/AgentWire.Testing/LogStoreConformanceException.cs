namespace AgentWire.Testing;

/// <summary>The exception that is thrown if a store does not do what <see cref="Streaming.WireLogStore"/> requires.</summary>
/// <param name="check">The name of the check that failed.</param>
/// <param name="reason">What the store did, and what was expected.</param>
/// <param name="inner">The exception that the store threw, or null.</param>
public sealed class LogStoreConformanceException(string check, string reason, Exception? inner = null)
    : Exception($"{check}: {reason}", inner)
{
    /// <summary>Gets the name of the check that failed.</summary>
    public string Check { get; } = check;

    /// <summary>Gets what the store did, and what was expected.</summary>
    public string Reason { get; } = reason;
}
