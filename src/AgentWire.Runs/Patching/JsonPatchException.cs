namespace AgentWire.Runs;

/// <summary>The exception that is thrown if a JSON Patch cannot be applied.</summary>
public sealed class JsonPatchException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <exception cref="ArgumentNullException">The error is null.</exception>
    public JsonPatchException(JsonPatchError error)
        : base(Argument.NotNull(error, nameof(error)).Message) => Error = error;

    /// <summary>Gets the error.</summary>
    public JsonPatchError Error { get; }
}
