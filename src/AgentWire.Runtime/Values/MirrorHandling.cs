namespace AgentWire;

/// <summary>
/// Specifies what a reader does if the two places of a mirrored fact differ. If the fact is an object, all of its members are
/// compared; unknown members are compared only if they are kept.
/// </summary>
public enum MirrorHandling
{
    /// <summary>Refuses the message with <see cref="WireErrorCode.MirrorMismatch"/>.</summary>
    Strict = 0,

    /// <summary>Uses the value of the outermost place.</summary>
    OuterWins,
}
