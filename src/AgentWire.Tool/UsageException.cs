namespace AgentWire.Tool;

/// <summary>The caller's fault; the message is all that he needs to see.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
