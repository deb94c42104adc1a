namespace AgentWire.Comparison;

/// <summary>The exception that is thrown if the builds cannot be compared. The message says why.</summary>
internal sealed class ComparisonException(string message) : Exception(message);
