namespace AgentWire;

/// <summary>
/// What reading does where two places that carry one fact differ. Of an object all of it counts, unknown members only where
/// they are kept.
/// </summary>
public enum MirrorHandling
{
    /// <summary>Refused with <see cref="WireErrorCode.MirrorMismatch"/>.</summary>
    Strict = 0,

    /// <summary>The outermost place wins.</summary>
    OuterWins,
}
