namespace AgentWire.Streaming;

/// <summary>Specifies why a reader cannot continue at a position without a gap.</summary>
public enum WireLogGoneReason
{
    /// <summary>The text is not a position.</summary>
    Malformed,

    /// <summary>The position is of another log, or of an earlier life of this one.</summary>
    OtherEpoch,

    /// <summary>The log has not reached the position yet.</summary>
    Future,

    /// <summary>Messages after the position have been discarded.</summary>
    NotKept,

    /// <summary>The reader was too slow: messages that it had not read yet have been discarded.</summary>
    FellBehind,
}
