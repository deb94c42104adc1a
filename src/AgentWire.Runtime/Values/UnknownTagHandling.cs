namespace AgentWire;

/// <summary>What reading does with a variant whose tag the contract does not know.</summary>
public enum UnknownTagHandling
{
    /// <summary>Kept whole as the union's <c>Unknown</c> variant.</summary>
    Keep = 0,

    /// <summary>Refused with <see cref="WireErrorCode.UnknownTag"/>, as the reference servers do.</summary>
    Reject,
}
