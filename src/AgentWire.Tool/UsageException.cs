namespace AgentWire.Tool;

/// <summary>An error of the caller. Its message is all that the caller needs to see.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
