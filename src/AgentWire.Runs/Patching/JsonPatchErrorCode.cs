namespace AgentWire.Runs;

/// <summary>The kinds of errors of a JSON Patch.</summary>
public enum JsonPatchErrorCode
{
    /// <summary>A pointer is not a JSON Pointer (RFC 6901).</summary>
    InvalidPointer,

    /// <summary>A pointer contains <c>__proto__</c>.</summary>
    ReservedName,

    /// <summary>The value that a pointer names does not exist, or the object or list that would contain it.</summary>
    NotFound,

    /// <summary>The last part of a pointer is not an index of the list.</summary>
    InvalidIndex,

    /// <summary>The value that an operation tests is another one.</summary>
    TestFailed,

    /// <summary>An operation moves a value into itself.</summary>
    MoveIntoItself,

    /// <summary>The kind of the operation is not one of RFC 6902.</summary>
    UnknownOperation,

    /// <summary>The result must be an object, and is not.</summary>
    NotAnObject,

    /// <summary>The result has too many nested objects and lists.</summary>
    TooDeep,

    /// <summary>The result is too long.</summary>
    TooLarge,
}
