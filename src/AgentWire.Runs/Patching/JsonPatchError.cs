namespace AgentWire.Runs;

/// <summary>Says which operation of a JSON Patch cannot be applied, and why.</summary>
public sealed class JsonPatchError
{
    internal JsonPatchError(JsonPatchErrorCode code, int operationIndex, string message)
    {
        Code = code;
        OperationIndex = operationIndex;
        Message = message;
    }

    /// <summary>Gets the kind of error.</summary>
    public JsonPatchErrorCode Code { get; }

    /// <summary>Gets the index of the operation in the patch. The first one has 0.</summary>
    public int OperationIndex { get; }

    /// <summary>Gets the error for people, on one line. Text of the patch is escaped and cut.</summary>
    public string Message { get; }

    /// <summary>Returns <see cref="Message"/>.</summary>
    public override string ToString() => Message;
}
