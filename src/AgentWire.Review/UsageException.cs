namespace AgentWire.Review;

/// <summary>The exception for a command line, or a release to compare with, that is not valid.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
