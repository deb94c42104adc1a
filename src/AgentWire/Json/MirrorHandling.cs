namespace AgentWire;

/// <summary>What reading does where two places that carry one fact differ.</summary>
public enum MirrorHandling
{
    /// <summary>Refused with <see cref="WireErrorCode.MirrorMismatch"/>.</summary>
    Strict = 0,

    /// <summary>The outermost place wins.</summary>
    OuterWins,
}
