namespace AgentWire;

/// <summary>Why a message was refused: the closed list of codes that <c>spec/README.md</c> defines.</summary>
public enum WireErrorCode
{
    /// <summary>No error; the code of a default <see cref="WireError"/>.</summary>
    None = 0,

    /// <summary>Not JSON: a stray byte, a bad escape, a malformed number or literal, a trailing comma, a byte order mark.</summary>
    Syntax,

    /// <summary>The input ends before the document does; an empty input too.</summary>
    Truncated,

    /// <summary>Something other than white space follows the document.</summary>
    TrailingData,

    /// <summary>A byte sequence that is not UTF-8.</summary>
    InvalidUtf8,

    /// <summary>A surrogate, escaped or in a .NET string, without its other half.</summary>
    LoneSurrogate,

    /// <summary>Another kind of JSON value than the contract wants, or a number spelled as a fraction where an integer is wanted.</summary>
    WrongType,

    /// <summary>An integer outside its bounds, or a number too large for a 64-bit float.</summary>
    OutOfRange,

    /// <summary>A value of the right kind that breaks a rule of its type (a pattern, a length, a constant).</summary>
    InvalidValue,

    /// <summary>A required member is absent.</summary>
    MissingMember,

    /// <summary>A member, or the tag, stands twice in one object.</summary>
    DuplicateMember,

    /// <summary>A second member where exactly one is allowed beside the tag.</summary>
    UnexpectedMember,

    /// <summary>A member that the contract does not know, where unknown members are rejected.</summary>
    UnknownMember,

    /// <summary>A tag that the contract does not know, where unknown tags are rejected.</summary>
    UnknownTag,

    /// <summary>A string outside a closed set.</summary>
    UnknownValue,

    /// <summary>Two places that carry one fact differ.</summary>
    MirrorMismatch,

    /// <summary>A value given to Write that the wire cannot carry.</summary>
    NotRepresentable,

    /// <summary>More nested arrays and objects than <see cref="WireOptions.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>More bytes than <see cref="WireOptions.MaxMessageBytes"/>, or more unknown members than <see cref="WireOptions.MaxPreservedMembers"/>.</summary>
    TooLarge,
}
