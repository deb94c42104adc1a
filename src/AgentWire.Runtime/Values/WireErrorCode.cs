namespace AgentWire;

/// <summary>Specifies why a message was refused. <c>spec/README.md</c> defines this closed list of codes.</summary>
public enum WireErrorCode
{
    /// <summary>No error. This is the code of a default <see cref="WireError"/>.</summary>
    None = 0,

    /// <summary>The text is not JSON: a stray byte, an invalid escape, a malformed number or literal, a trailing comma, or a byte order mark.</summary>
    Syntax,

    /// <summary>The input ends before the document is complete. This includes empty input.</summary>
    Truncated,

    /// <summary>Something other than white space follows the document.</summary>
    TrailingData,

    /// <summary>The bytes are not valid UTF-8.</summary>
    InvalidUtf8,

    /// <summary>A surrogate, escaped or in a .NET string, has no other half.</summary>
    LoneSurrogate,

    /// <summary>The value has the wrong JSON type, or is a number that is not written as an integer where one is required.</summary>
    WrongType,

    /// <summary>An integer is outside its bounds, or a number is too large for a 64-bit float.</summary>
    OutOfRange,

    /// <summary>A value of the right type breaks a rule of its type: a pattern, a length, a constant, or the choice of an untagged union.</summary>
    InvalidValue,

    /// <summary>A required member, or the event of a flattened union, is absent.</summary>
    MissingMember,

    /// <summary>A known member or the tag occurs twice in one object.</summary>
    DuplicateMember,

    /// <summary>There is a second member where exactly one is allowed.</summary>
    UnexpectedMember,

    /// <summary>A member is unknown, and unknown members are refused.</summary>
    UnknownMember,

    /// <summary>A tag is unknown, and unknown tags are refused or the union is closed.</summary>
    UnknownTag,

    /// <summary>A string is not a value of a closed set.</summary>
    UnknownValue,

    /// <summary>The two places of a mirrored fact differ.</summary>
    MirrorMismatch,

    /// <summary>A value cannot be written, because the wire cannot carry it.</summary>
    NotRepresentable,

    /// <summary>There are more nested arrays and objects than <see cref="WireOptions.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>There are more bytes than <see cref="WireOptions.MaxMessageBytes"/>, or more unknown members than <see cref="WireOptions.MaxPreservedMembers"/>.</summary>
    TooLarge,
}
