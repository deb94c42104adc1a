namespace AgentWire.Streaming;

/// <summary>The exception that the readers of a log get after its last message if the log has failed.</summary>
/// <param name="error">What went wrong. It becomes the message of the exception.</param>
public sealed class WireLogFailedException(string error) : Exception(Argument.NotNull(error, nameof(error)));
