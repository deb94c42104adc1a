namespace AgentWire.Spec.Files;

/// <summary>The exception that is thrown if the files of a specification cannot be read. The message says which and why.</summary>
internal sealed class SpecFilesException(string message, Exception? inner = null) : Exception(message, inner);
