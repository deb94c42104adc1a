namespace AgentWire.Spec.Files;

/// <summary>The files of a specification cannot be read; the message says which and why.</summary>
internal sealed class SpecFilesException(string message, Exception? inner = null) : Exception(message, inner);
