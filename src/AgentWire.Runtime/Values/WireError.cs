using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire;

/// <summary>What is wrong with a message, and where. Made without an exception; <see cref="ToException"/> makes one.</summary>
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

    /// <summary>Which rule was broken.</summary>
    public WireErrorCode Code { get; }

    /// <summary>
    /// The JSON Pointer (RFC 6901) of the offending value or member; empty for the document itself. It has at most 256
    /// characters: a name of more than 100 is cut at its end, and a longer pointer in its middle, each with an ellipsis.
    /// </summary>
    public string Pointer => _pointer ?? "";

    /// <summary>The offending token's first byte, counted from 0 at the start of the message.</summary>
    public long ByteOffset { get; }

    /// <summary>The dialect that was read or written, such as <c>walrus</c>.</summary>
    public string Dialect => _dialect ?? "";

    /// <summary>The contract type that was read or written, such as <c>ServerMessage</c>.</summary>
    public string TypeName => _type ?? "";

    /// <summary>What was expected and what was found, in words; holds a short excerpt of the input at most.</summary>
    public string Message => _message ?? "";

    /// <summary>The same error as an exception.</summary>
    public WireException ToException() => new(this);

    /// <summary>The same error in an array that holds what was read as an item, at an offset.</summary>
    internal WireError InItem(int index, long offset) =>
        new(Code, PointerText.InItem(index, Pointer), offset + ByteOffset, Dialect, TypeName, Message);

    /// <summary>Code, place and message on one line, control characters escaped.</summary>
    public override string ToString() =>
        $"{Code.ToWireName()} at {(Pointer.Length == 0 ? "(root)" : SafeText.OneLine(Pointer, PointerText.MaxLength))} (byte {ByteOffset}): {Message}";
}
