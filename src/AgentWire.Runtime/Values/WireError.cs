using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire;

/// <summary>Describes an error in a message, and its position. It is not an exception; <see cref="ToException"/> creates one.</summary>
public readonly record struct WireError
{
    private readonly string? _pointer;
    private readonly string? _message;
    private readonly string? _dialect;
    private readonly string? _type;

    internal WireError(WireErrorCode code, string pointer, long byteOffset, string dialect, string type, string message)
    {
        Code = code;
        ByteOffset = byteOffset;
        _pointer = pointer;
        _dialect = dialect;
        _type = type;
        _message = message;
    }

    /// <summary>Gets the code of the error.</summary>
    public WireErrorCode Code { get; }

    /// <summary>
    /// Gets the JSON Pointer (RFC 6901) of the invalid value or member. It is empty for the document itself, and has at most 256
    /// characters. A name of more than 100 characters is cut at its end, and a longer pointer is cut in its middle. An ellipsis
    /// replaces the omitted part.
    /// </summary>
    public string Pointer => _pointer ?? "";

    /// <summary>Gets the offset of the first byte of the invalid token, in bytes from the start of the message.</summary>
    public long ByteOffset { get; }

    /// <summary>Gets the dialect that was read or written, such as <c>walrus</c>.</summary>
    public string Dialect => _dialect ?? "";

    /// <summary>Gets the contract type that was read or written, such as <c>ServerMessage</c>.</summary>
    public string TypeName => _type ?? "";

    /// <summary>Gets a description of what was expected and what was found. It contains at most a short excerpt of the input.</summary>
    public string Message => _message ?? "";

    /// <summary>Creates an exception with this error.</summary>
    public WireException ToException() => new(this);

    /// <summary>Creates the same error for an array that contains the value as an item at an offset.</summary>
    internal WireError InItem(int index, long offset) =>
        new(Code, PointerText.InItem(index, Pointer), offset + ByteOffset, Dialect, TypeName, Message);

    /// <summary>Creates the same error for an object that contains the value as a member at an offset.</summary>
    internal WireError InMember(string name, long offset) =>
        new(Code, PointerText.InMember(name, Pointer), offset + ByteOffset, Dialect, TypeName, Message);

    /// <summary>Returns the code, position and message on one line, with control characters escaped.</summary>
    public override string ToString() =>
        $"{Code.ToWireName()} at {(Pointer.Length == 0 ? "(root)" : SafeText.OneLine(Pointer, PointerText.MaxLength))} (byte {ByteOffset}): {Message}";
}
