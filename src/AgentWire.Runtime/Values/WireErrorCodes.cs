namespace AgentWire;

/// <summary>The names of error codes in vectors and in the output of tools.</summary>
public static class WireErrorCodes
{
    /// <summary>Returns the name of the code in <c>spec/README.md</c>, such as <c>wrong_type</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code is not a value of the list.</exception>
    public static string ToWireName(this WireErrorCode code) =>
        code switch
        {
            WireErrorCode.None => "none",
            WireErrorCode.Syntax => "syntax",
            WireErrorCode.Truncated => "truncated",
            WireErrorCode.TrailingData => "trailing_data",
            WireErrorCode.InvalidUtf8 => "invalid_utf8",
            WireErrorCode.LoneSurrogate => "lone_surrogate",
            WireErrorCode.WrongType => "wrong_type",
            WireErrorCode.OutOfRange => "out_of_range",
            WireErrorCode.InvalidValue => "invalid_value",
            WireErrorCode.MissingMember => "missing_member",
            WireErrorCode.DuplicateMember => "duplicate_member",
            WireErrorCode.UnexpectedMember => "unexpected_member",
            WireErrorCode.UnknownMember => "unknown_member",
            WireErrorCode.UnknownTag => "unknown_tag",
            WireErrorCode.UnknownValue => "unknown_value",
            WireErrorCode.MirrorMismatch => "mirror_mismatch",
            WireErrorCode.NotRepresentable => "not_representable",
            WireErrorCode.TooDeep => "too_deep",
            WireErrorCode.TooLarge => "too_large",
            _ => throw new ArgumentOutOfRangeException(nameof(code), code, "The value is not an error code."),
        };
}
