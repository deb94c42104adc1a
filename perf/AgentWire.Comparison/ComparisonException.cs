namespace AgentWire.Comparison;

/// <summary>The builds cannot be compared; the message says why.</summary>
internal sealed class ComparisonException(string message) : Exception(message);
