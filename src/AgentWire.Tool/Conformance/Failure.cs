namespace AgentWire.Tool.Conformance;

/// <summary>The kinds of failure. Reports use these names in lower case.</summary>
internal enum FailureKind
{
    /// <summary>The message was written back with other bytes.</summary>
    Bytes,

    /// <summary>The message was read but must be refused, or refused but must be read.</summary>
    Verdict,

    /// <summary>The message was refused with another code or position.</summary>
    Code,

    /// <summary>The schema validator has another verdict.</summary>
    Schema,

    /// <summary>Something else becomes of the stream.</summary>
    Stream,

    /// <summary>The testee did not answer the request.</summary>
    Testee,
}

/// <summary>Describes why a check failed.</summary>
/// <param name="Message">A description of what happened, in one line.</param>
/// <param name="Advice">What the author of the testee should do.</param>
/// <param name="Expected">The bytes that should have been written, if this is relevant.</param>
/// <param name="Actual">The bytes that were written.</param>
/// <param name="TesteeErrors">The last lines that the testee wrote to standard error.</param>
internal sealed record Failure(
    FailureKind Kind,
    string Message,
    string Advice,
    byte[]? Expected = null,
    byte[]? Actual = null,
    IReadOnlyList<string>? TesteeErrors = null
);
