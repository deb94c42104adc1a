namespace AgentWire.Review;

/// <summary>The command line or what is compared makes no sense; the message says what.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
