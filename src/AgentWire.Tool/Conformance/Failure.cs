namespace AgentWire.Tool.Conformance;

/// <summary>The ways to fail a check; in reports by these names in lower case.</summary>
internal enum FailureKind
{
    /// <summary>The message was written back with other bytes.</summary>
    Bytes,

    /// <summary>Read though it is to be refused, or the other way round.</summary>
    Verdict,

    /// <summary>Refused with another code or place.</summary>
    Code,

    /// <summary>Another judgement by the schema.</summary>
    Schema,

    /// <summary>No answer to the request.</summary>
    Testee,
}

/// <summary>How a check failed.</summary>
/// <param name="Message">What happened, in a line.</param>
/// <param name="Advice">What the testee's author is to do.</param>
/// <param name="Expected">The bytes that were to be written, where that is the point.</param>
/// <param name="Actual">The bytes that were written.</param>
/// <param name="TesteeErrors">The last that the testee wrote to standard error.</param>
internal sealed record Failure(
    FailureKind Kind,
    string Message,
    string Advice,
    byte[]? Expected = null,
    byte[]? Actual = null,
    IReadOnlyList<string>? TesteeErrors = null
);
